"""What a page and its blocks show to their reader."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from portal.pages import access, queries
from portal.pages.access import Levels
from portal.pages.models import Person, PortalDocument, PortalImage

register = template.Library()


def _levels(context: dict[str, Any]) -> Levels:
    """What the page says that its reader may read; a block that is shown anywhere else is shown as to nobody."""
    return context.get("levels") or access.levels_for(AnonymousUser())


@register.simple_tag(takes_context=True)
def pages_below(context: dict[str, Any], page: Page) -> list[queries.PageCard]:
    """The pages directly below one that the reader may read."""
    return queries.pages_below(page, _levels(context)) if page.pk else []


@register.simple_tag(takes_context=True)
def trail(context: dict[str, Any], page: Page) -> list[queries.PageCard]:
    """The pages above one that the reader may read."""
    return queries.trail(page, _levels(context)) if page.pk else []


@register.simple_tag
def county_sets(kind: str) -> queries.CountySets:
    """What the county map shows of a kind of tag."""
    return queries.county_sets(kind)


@register.simple_tag(takes_context=True)
def people_shown(context: dict[str, Any], chosen: list[Person]) -> list[queries.PersonCard]:
    """Chosen people whose consent is in force, with the photos that the reader may see."""
    return queries.people_shown(chosen, _levels(context))


@register.simple_tag(takes_context=True)
def documents_shown(context: dict[str, Any], chosen: list[PortalDocument]) -> list[PortalDocument]:
    """Chosen documents that the reader may open."""
    return queries.documents_shown(chosen, _levels(context))


@register.simple_tag(takes_context=True)
def image_shown(context: dict[str, Any], image: PortalImage | None) -> PortalImage | None:
    """The image, if the reader may see it."""
    return queries.image_shown(image, _levels(context))
