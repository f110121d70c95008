"""The CMS ground: content pages, blocks, people and partner snippets, navigation, guarded files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from wagtail.models import Page
    from wagtail.query import PageQuerySet

    from portal.accounts.models import User


def visible_to(user: User | AnonymousUser) -> PageQuerySet[Page]:
    """Live pages of every type that a person may read: see `portal.pages.access.visible_to`."""
    from portal.pages import access  # inline: Django imports this package before models are loaded

    return access.visible_to(user)
