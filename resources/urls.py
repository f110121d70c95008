"""Addresses of this room."""

from django.urls import path

from resources import views

app_name = "resources"
urlpatterns = [
    path("", views.directory, name="directory"),
    path("<uuid:pk>/", views.listing, name="listing"),
]
