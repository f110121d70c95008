"""People, their memberships, and what these let them do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User


def capabilities(user: User | AnonymousUser, at: datetime.datetime | None = None) -> frozenset[tuple[str, str | None]]:
    """The one source of "may": see `portal.accounts.access.capabilities`."""
    from portal.accounts import access  # inline: Django imports this package before models are loaded

    return access.capabilities(user, at)
