"""Addresses of this room."""

from django.urls import path

from cohorts.network import views

app_name = "network"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("counties/", views.counties, name="counties"),
    path("counties/<slug:slug>/", views.county, name="county"),
    path("cohorts/", views.cohorts, name="cohorts"),
    path("cohorts/<slug:slug>/", views.cohort, name="cohort"),
]
