"""Addresses of the API, with and without a slash at the end."""

from django.urls import path, re_path

from resources.hsds import views
from resources.hsds.endpoints import ENDPOINTS

app_name = "hsds"
urlpatterns = [
    path("", views.root, name="root"),
    re_path(r"^openapi\.json$", views.openapi_document, name="openapi"),
    re_path(r"^profile/$", views.profile_document, name="profile"),
    *(
        pattern
        for name in ENDPOINTS
        for pattern in (
            re_path(rf"^{name}/?$", views.listed, {"endpoint": name}, name=name),
            re_path(rf"^{name}/(?P<pk>[^/]+)/?$", views.item, {"endpoint": name}, name=f"{name}_item"),
        )
    ),
    re_path(r"", views.nothing, name="nothing"),
]
