"""Kinds of notification: each room registers its own, so that this floor knows none of the rooms above it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured
from django.db import models

if TYPE_CHECKING:
    from portal.accounts.models import User


class Delivery(models.TextChoices):
    """How one person hears of one kind of event. Whatever the choice, it is in the inbox."""

    INSTANT = "instant", "At once"
    DAILY = "daily", "In one daily mail"
    INBOX = "inbox", "Only in the inbox"


@dataclass(frozen=True)
class NotificationKind:
    """What a room promises about one kind of event.

    `ref` names one thing among all rooms ("K7Q-4M2", "thread:12"); it is never text that someone wrote.
    """

    code: str
    """Permanent, stored with every notification: "request.reaches_you"."""
    label: str
    """What people read on the preferences page: "A request reaches my county"."""
    can_see: Callable[[User, str], bool]
    """Whether this person may know of it right now. Asked at delivery and whenever the inbox is drawn."""
    title: Callable[[User, str], str]
    """One line for the inbox and the subject of the mail. References and places only: no post or request text."""
    url: Callable[[str], str]
    """Path of the page that it is about."""
    default: Delivery
    """How people hear of it who chose nothing."""
    titles: Callable[[User, Sequence[str]], Mapping[str, str]] | None = None
    """The titles of those refs that the person may see, at once: lets a long inbox cost what a short one costs."""

    def titles_for(self, user: User, refs: Sequence[str]) -> Mapping[str, str]:
        """Titles by ref, of those that the person may see; a ref that is missing must not be shown."""
        if self.titles:
            return self.titles(user, refs)
        return {ref: self.title(user, ref) for ref in refs if self.can_see(user, ref)}


_kinds: dict[str, NotificationKind] = {}


def register(kind: NotificationKind) -> None:
    """Makes a kind known. Raises ImproperlyConfigured if another one has taken its code."""
    if _kinds.get(kind.code, kind) != kind:
        raise ImproperlyConfigured(f"Two notification kinds are called {kind.code}.")
    _kinds[kind.code] = kind


def find(code: str) -> NotificationKind | None:
    """The kind of this code; None if no room registers it any more (its old notifications are then shown nowhere)."""
    return _kinds.get(code)


def registered() -> list[NotificationKind]:
    """All kinds, in the order of their labels."""
    return sorted(_kinds.values(), key=lambda kind: kind.label)
