"""Where every address leads. Rooms are named by dotted string, so that the ground floor imports none of them."""

from django.urls import include, path

urlpatterns = [
    path("", include("portal.operations.urls")),
    path("accounts/", include("portal.accounts.urls")),
    path("inbox/", include("portal.notify.urls")),
    path("live/", include("portal.live.urls")),
    path("search/", include("search.urls")),
    path("directory/", include("resources.urls")),
    path("api/hsds/", include("resources.hsds.urls")),
    path("threads/", include("cohorts.threads.urls")),
    path("requests/", include("cohorts.coordination.urls")),
    path("convenings/", include("events.urls")),
    path("", include("cohorts.network.urls")),
    path("", include("portal.pages.urls")),
]

handler400 = "portal.operations.errors.bad_request"
handler403 = "portal.operations.errors.permission_denied"
handler404 = "portal.operations.errors.page_not_found"
handler500 = "portal.operations.errors.server_error"
