"""Addresses of this room."""

from django.urls import path, register_converter

from cohorts.coordination import views


class ReferenceConverter:
    """A request's reference, such as K7Q-4M2; small letters are read as capitals, as people type them."""

    regex = "[A-Za-z0-9]{3}-[A-Za-z0-9]{3}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value


register_converter(ReferenceConverter, "reference")

app_name = "coordination"
urlpatterns = [
    path("", views.board, name="board"),
    path("new/", views.new, name="new"),
    path("<reference:reference>/", views.request_page, name="request"),
    path("<reference:reference>/close/", views.close, name="close"),
    path("<reference:reference>/show-county/", views.show_county, name="show_county"),
]
