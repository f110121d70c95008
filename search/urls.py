"""Addresses of this room."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("", views.found, name="results"),
    path("suggest/", views.suggest, name="suggest"),
]
