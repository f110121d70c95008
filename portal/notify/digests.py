"""The daily mail: what waits for one person, at the hour that the person chose, once in a Pacific day.

The row of `Digest` is the claim, made in a commit of its own before anything is sent; then one UPDATE claims what
goes into it. A process that dies after that leaves "sending" behind, and neither that mail nor what it held is ever
sent again: it may have left, and the inbox has it anyway. A mail server that refuses gives both claims back.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Min
from django.utils import timezone

from portal.accounts.models import User
from portal.notify import kinds, mail, queries
from portal.notify.kinds import Delivery
from portal.notify.models import Digest, Notification, NotificationQuerySet

# A weekend of quiet hours and a mail server that is away for days fit in; what is older is history.
DIGEST_WITHIN = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Line:
    """One thing of the daily mail. `path` begins with a slash."""

    pk: int
    title: str
    path: str
    urgent: bool


@dataclass(frozen=True)
class Section:
    """The things of one kind, oldest first."""

    label: str
    lines: list[Line]


def send_due_digests(at: datetime.datetime | None = None) -> int:
    """Sends each daily mail whose hour has come and that holds something; returns how many. Safe to run at any time.

    `at` is now by default.
    """
    return sum(_send(user, day, due) for user, day, due in list(_due(at or timezone.now())))


def _due(now: datetime.datetime) -> Iterator[tuple[User, datetime.date, datetime.datetime]]:
    """Who waits for the daily mail of this day. What came after its hour is tomorrow's; on a quiet day there is none."""
    oldest = dict(
        _waiting_since(now - DIGEST_WITHIN)
        .filter(user__is_active=True)
        .order_by("user")
        .values_list("user")
        .annotate(Min("created_at"))
    )
    hours = queries.hours_of(oldest)
    for user in User.objects.filter(pk__in=oldest).order_by("pk"):
        day, due = hours[user.pk].digest_due(now)
        if oldest[user.pk] <= due <= now and not hours[user.pk].is_quiet(now):
            yield user, day, due


def _waiting_since(earliest: datetime.datetime) -> NotificationQuerySet:
    return Notification.objects.filter(mail=Notification.Mail.DAILY, created_at__gte=earliest)


def _send(user: User, day: datetime.date, due: datetime.datetime) -> bool:
    digest = _claim(user, day)
    if digest is None:
        return False  # sent already, or another process is at it
    _waiting_since(due - DIGEST_WITHIN).filter(user=user, created_at__lte=due).update(
        mail=Notification.Mail.SENDING, digest=digest
    )
    sections = _sections(user, digest)
    shown = [line.pk for section in sections for line in section.lines]
    _of(digest).exclude(pk__in=shown).update(mail=Notification.Mail.NONE)
    if not sections:
        return _finish(digest, Digest.State.NONE)
    if not _mail(user, digest, sections, len(shown)):
        _of(digest).update(mail=Notification.Mail.DAILY, digest=None)
        return _finish(digest, Digest.State.WAITING)
    _of(digest).update(mail=Notification.Mail.SENT, mailed_at=timezone.now())
    return _finish(digest, Digest.State.SENT)


def _claim(user: User, day: datetime.date) -> Digest | None:
    """The day's mail of this person, for exactly one of any number of processes that try."""
    digest, is_new = Digest.objects.get_or_create(user=user, day=day)
    refused = Digest.objects.filter(pk=digest.pk, state=Digest.State.WAITING)
    return digest if is_new or refused.update(state=Digest.State.SENDING) else None


def _finish(digest: Digest, state: Digest.State) -> bool:
    """Notes how it ended; true if the mail was sent."""
    Digest.objects.filter(pk=digest.pk).update(state=state)
    return state is Digest.State.SENT


def _of(digest: Digest) -> NotificationQuerySet:
    return Notification.objects.filter(digest=digest, mail=Notification.Mail.SENDING)


def _sections(user: User, digest: Digest) -> list[Section]:
    """What the person has not read, may see at this moment and still wants by mail, by kind in the order of labels."""
    choices = queries.mail_choices(user)
    wanted = [kind for kind in kinds.registered() if choices[kind.code] is not Delivery.INBOX]
    rows = list(_of(digest).unread().order_by("created_at", "pk"))
    sections = [_section(user, kind, [row for row in rows if row.kind == kind.code]) for kind in wanted]
    return [section for section in sections if section.lines]


def _section(user: User, kind: kinds.NotificationKind, rows: list[Notification]) -> Section:
    titles = kind.titles_for(user, [row.ref for row in rows]) if rows else {}
    lines = [Line(row.pk, titles[row.ref], kind.url(row.ref), row.urgent) for row in rows if row.ref in titles]
    return Section(kind.label, lines)


def _mail(user: User, digest: Digest, sections: list[Section], things: int) -> bool:
    return mail.send(
        user,
        name=f"digest-{digest.pk}",
        subject=f"Your daily mail: {things} unread on the PACT portal",
        template="notify/digest.txt",
        context={"sections": sections, "things": things},
    )
