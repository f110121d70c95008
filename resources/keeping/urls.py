"""Addresses of keeping. The signed link comes last: its token could be read as any word."""

from django.urls import path

from resources.keeping.views import delegates, editing, links, listings, proposals

app_name = "keeping"
urlpatterns = [
    path("", listings.listings, name="listings"),
    path("confirm/", listings.confirm, name="confirm"),
    path("new/", editing.new, name="new"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/withdraw/", proposals.withdraw, name="withdraw"),
    path("<uuid:pk>/count/", listings.count, name="count"),
    path("<uuid:pk>/edit/", editing.edit, name="edit"),
    path("<uuid:pk>/suggest/", proposals.suggest, name="suggest"),
    path("<uuid:pk>/delegates/", delegates.delegates, name="delegates"),
    path("<uuid:pk>/delegates/<int:delegate>/end/", delegates.end, name="end_delegation"),
    path("link/new/", links.new_link, name="new_link"),
    path("link/right/", links.right, name="link_right"),
    path("link/count/", links.count, name="link_count"),
    path("link/suggest/", links.suggest, name="link_suggest"),
    path("link/withdraw/", links.withdraw, name="link_withdraw"),
    path("link/<str:token>/", links.link, name="link"),
]
