"""What an inbox shows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from portal.notify import access, kinds
from portal.notify.kinds import Delivery
from portal.notify.models import MailHours, Notification, Preference

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

INBOX_LENGTH = 100


@dataclass(frozen=True)
class Item:
    """One line of the inbox."""

    pk: int
    title: str
    url: str
    label: str
    urgent: bool
    unread: bool
    created_at: datetime.datetime


@dataclass(frozen=True)
class Inbox:
    items: list[Item]
    unread: int
    out_of_sight: int
    """Unread notifications about something that the person may no longer see."""


def unread_count(user: User | AnonymousUser) -> int:
    """How many notifications the person has not read. One query; none for nobody."""
    return access.visible_to(user).unread().count() if user.is_authenticated else 0


def inbox(user: User) -> Inbox:
    """The newest hundred that the person may see now. Two queries, and what each kind needs for its titles."""
    rows = list(access.visible_to(user)[:INBOX_LENGTH])
    found = _kinds_and_titles(user, rows)
    items = [_item(row, *found[row.kind, row.ref]) for row in rows if (row.kind, row.ref) in found]
    hidden = sum(1 for row in rows if row.read_at is None and (row.kind, row.ref) not in found)
    return Inbox(items=items, unread=unread_count(user), out_of_sight=hidden)


def mail_choices(user: User) -> dict[str, Delivery]:
    """For each registered kind how this person hears of it: own choice, else the kind's default. One query."""
    return choices_of([user.pk])[user.pk]


def choices_of(user_ids: Iterable[int]) -> dict[int, dict[str, Delivery]]:
    """The same for several people at once, by their id. One query."""
    defaults = {kind.code: kind.default for kind in kinds.registered()}
    choices = {pk: dict(defaults) for pk in user_ids}
    for row in Preference.objects.filter(user__in=choices, kind__in=defaults):
        choices[row.user_id][row.kind] = Delivery(row.delivery)
    return choices


def mail_hours(user: User) -> MailHours:
    """When mail may come to this person; not stored if nothing was chosen. One query."""
    return hours_of([user.pk])[user.pk]


def hours_of(user_ids: Iterable[int]) -> dict[int, MailHours]:
    """The same for several people at once, by their id. One query."""
    hours = {pk: MailHours(user_id=pk) for pk in user_ids}
    return hours | {row.user_id: row for row in MailHours.objects.filter(user__in=hours)}


def _kinds_and_titles(
    user: User, rows: list[Notification]
) -> dict[tuple[str, str], tuple[kinds.NotificationKind, str]]:
    """By kind's code and ref: the kind, and the title for this person. What the person may not see is missing."""
    found = {}
    for code, group in groupby(sorted(rows, key=lambda row: row.kind), key=lambda row: row.kind):
        kind = kinds.find(code)
        if kind:
            refs = sorted({row.ref for row in group})
            found.update({(code, ref): (kind, title) for ref, title in kind.titles_for(user, refs).items()})
    return found


def _item(row: Notification, kind: kinds.NotificationKind, title: str) -> Item:
    return Item(
        pk=row.pk,
        title=title,
        url=kind.url(row.ref),
        label=kind.label,
        urgent=row.urgent,
        unread=row.read_at is None,
        created_at=row.created_at,
    )
