"""Socket addresses."""

from django.urls import path

from portal.live.sockets import LiveApplication

websocket_urlpatterns = [path("ws/live/", LiveApplication())]
