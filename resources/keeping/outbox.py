"""Mails to delegates, who have no account and so no inbox: claimed before sending, retried, never doubled.

Nothing comes between 8 pm and 7 am Pacific, nor on a weekend; only a shelter that counts each night is asked then, too.
"""

from __future__ import annotations

import datetime

from django.utils import timezone

from resources.keeping import mails
from resources.models import DelegateMail

QUIET_FROM, QUIET_UNTIL = 20, 7  # whole hours of the Pacific wall clock
SATURDAY = 5
# A reminder of three days ago says nothing: the next one does. Long enough for a Friday's mail to wait for Monday.
GIVE_UP_AFTER = datetime.timedelta(days=4)

State, Purpose = DelegateMail.State, DelegateMail.Purpose


def put(email: str, purpose: DelegateMail.Purpose, ref: object) -> None:
    """Lets a mail go out with the next tick that is not quiet; the same one again adds nothing."""
    DelegateMail.objects.bulk_create([DelegateMail(email=email, purpose=purpose, ref=str(ref))], ignore_conflicts=True)


def is_quiet(now: datetime.datetime) -> bool:
    """Whether no mail goes out at this hour."""
    hour = timezone.localtime(now, timezone.get_default_timezone()).hour
    return hour >= QUIET_FROM or hour < QUIET_UNTIL


def is_weekend(now: datetime.datetime) -> bool:
    return timezone.localtime(now, timezone.get_default_timezone()).weekday() >= SATURDAY


def deliver(at: datetime.datetime | None = None) -> int:
    """Sends what waits and may come now; returns how many were sent. Safe to run at any time, by anybody.

    A process that dies while sending leaves "sending" behind, and that mail is never sent again: it may have left.
    """
    now = at or timezone.now()
    DelegateMail.objects.filter(state=State.WAITING, created_at__lt=now - GIVE_UP_AFTER).update(state=State.NONE)
    if is_quiet(now):
        return 0
    waiting = DelegateMail.objects.filter(state=State.WAITING)
    if is_weekend(now):  # what a weekend's round asks for is about shelters that count each night
        waiting = waiting.filter(purpose=Purpose.REMINDER, ref=timezone.localdate(now).isoformat())
    return sum(_deliver_one(mail) for mail in waiting)


def _deliver_one(mail: DelegateMail) -> bool:
    if not _move(mail, State.WAITING, State.SENDING):
        return False  # another process has claimed it
    message = mails.compose(mail)
    if message is None:
        _move(mail, State.SENDING, State.NONE)
        return False
    sent = mails.send(message)
    _move(mail, State.SENDING, State.SENT if sent else State.WAITING)
    return sent


def _move(mail: DelegateMail, source: str, target: str) -> bool:
    """One conditional UPDATE: true for exactly one of any number of processes that try."""
    return DelegateMail.objects.filter(pk=mail.pk, state=source).update(state=target) == 1
