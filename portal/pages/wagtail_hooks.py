"""The CMS face of this room."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from portal.pages.viewsets import NetworkViewSetGroup

register_snippet(NetworkViewSetGroup)


@hooks.register("construct_settings_menu")
def hide_sites(request: HttpRequest, menu_items: list[Any]) -> None:
    """There is one site and its address comes from SITE_URL: a second, edited one could only contradict it."""
    menu_items[:] = [item for item in menu_items if item.name != "sites"]
