"""Inbox and mail: one event, told once to each person who may see it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from portal.notify.kinds import Delivery, NotificationKind, register

if TYPE_CHECKING:
    from portal.accounts.models import User

__all__ = ["Delivery", "NotificationKind", "inbox_only", "notify", "register", "seen"]


def notify(kind: str, recipients: Iterable[User], ref: str, urgent: bool = False) -> None:
    """Tells people of an event, in the caller's transaction: see `portal.notify.actions.notify`."""
    from portal.notify import actions  # inline: Django imports this package before models are loaded

    actions.notify(kind, recipients, ref, urgent)


def seen(user: User, ref: str) -> None:
    """Marks as read what told this person of `ref`: see `portal.notify.actions.seen`."""
    from portal.notify import actions  # inline: as above

    actions.seen(user, ref)


def inbox_only() -> AbstractContextManager[None]:
    """Within it nothing is mailed: for invented or imported events that reach people's inboxes late."""
    from portal.notify import actions  # inline: as above

    return actions.inbox_only()
