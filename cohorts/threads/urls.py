"""Addresses of this room."""

from django.urls import path

from cohorts.threads import views

app_name = "threads"
urlpatterns = [path("<int:thread_id>/reply/", views.reply, name="reply")]
