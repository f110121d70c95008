"""The unread count for the header: `{% load notify %}{% unread_count request.user as unread %}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from portal.notify import queries

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

register = template.Library()


@register.simple_tag
def unread_count(user: User | AnonymousUser) -> int:
    """How many notifications the person has not read. One query; none for nobody."""
    return queries.unread_count(user)
