"""Addresses of this room."""

from django.urls import path

from portal.operations.views import healthz

app_name = "operations"
urlpatterns = [path("healthz", healthz, name="healthz")]
