"""Addresses of this room."""

from django.urls import path

from portal.live import views

app_name = "live"
urlpatterns = [path("<str:topic>/", views.poll, name="poll")]
