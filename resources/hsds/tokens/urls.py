"""Addresses of a person's tokens, within the directory's."""

from django.urls import path

from resources.hsds.tokens import views

urlpatterns = [
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", views.revoke, name="revoke_token"),
]
