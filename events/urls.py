"""Addresses of convenings. They stand on printed programs, so they stay."""

from django.urls import path

from events import views

app_name = "events"
urlpatterns = [
    path("", views.convening_list, name="convenings"),
    path("<slug:slug>/", views.agenda, name="agenda"),
    path("<slug:convening_slug>/sessions/<slug:slug>/", views.session, name="session"),
]
