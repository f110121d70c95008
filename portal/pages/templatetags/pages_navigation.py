"""`{% navigation "main" as items %}`: the links of a menu for the reader of this request."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser

from portal.pages import access, queries

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, Any], place: str) -> list[queries.Link]:
    """The links of the menu at `place` (main, footer) that the reader may follow; each has label, url and current.

    All menus are read together, once for a request. Without a request (an error page) the public links are given.
    """
    request = context.get("request")
    if request is None:
        return queries.menus(access.levels_for(AnonymousUser())).at(place, "")
    if not hasattr(request, "_portal_menus"):
        request._portal_menus = queries.menus(access.levels_of(request))
    return request._portal_menus.at(place, request.path)
