"""Addresses of this room."""

from django.urls import include, path

from resources import views

app_name = "resources"
urlpatterns = [
    path("", views.directory, name="directory"),
    path("<uuid:pk>/", views.listing, name="listing"),
    path("keeping/", include("resources.keeping.urls")),
    path("", include("resources.worklists.urls")),
    path("", include("resources.alerts.urls")),
    path("", include("resources.hsds.tokens.urls")),
]
