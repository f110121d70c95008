"""Addresses of saved searches, within the directory's."""

from django.urls import path

from resources.alerts import views

urlpatterns = [
    path("searches/", views.searches, name="searches"),
    path("searches/save/", views.save, name="save_search"),
    path("searches/<int:pk>/", views.change, name="change_search"),
    path("searches/<int:pk>/alerts/", views.pause, name="pause_search"),
    path("searches/<int:pk>/delete/", views.delete, name="delete_search"),
    path("opened/<int:pk>/", views.opening, name="opening"),
]
