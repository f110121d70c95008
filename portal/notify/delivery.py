"""Mail at once: one mail per event and person, or none; or the event is left to the daily mail (`digests`).

A mail is claimed in a commit of its own before it is sent. A process that dies in between leaves "sending" behind: that
mail may or may not have left, so it is never sent again; the inbox has told the event anyway. A mail server that
refuses gives the claim back, and the next tick tries again, for a day. Quiet hours are nothing but waiting: the tick
asks again until they end, and by then the person may have read it, or may no longer see it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from portal.notify import kinds, mail, queries
from portal.notify.kinds import Delivery
from portal.notify.models import MailHours, Notification, NotificationQuerySet

# News of a request is stale after a day in which mail could have come; by then the inbox has said it better.
MAIL_WITHIN = datetime.timedelta(days=1)
# The longest that quiet hours can last: a quiet weekend between two days with one loud hour each.
QUIET_AT_MOST = datetime.timedelta(days=4)
# The task that follows the commit comes first; what has waited longer than this was left behind by a crash.
LEFT_OVER_AFTER = datetime.timedelta(minutes=2)


def deliver_these(ids: Iterable[int], at: datetime.datetime | None = None) -> int:
    """Mails those of these notifications that still wait; returns how many mails were sent. `at` is now by default."""
    return _deliver(Notification.objects.filter(pk__in=list(ids)), at or timezone.now())


def deliver_left_over(at: datetime.datetime | None = None) -> int:
    """Mails what quiet hours, a crash or a mail server left waiting; returns how many. Safe to run at any time."""
    now = at or timezone.now()
    candidates = Notification.objects.filter(
        created_at__gte=now - MAIL_WITHIN - QUIET_AT_MOST, created_at__lte=now - LEFT_OVER_AFTER
    )
    return _deliver(candidates, now)


def _deliver(candidates: NotificationQuerySet, now: datetime.datetime) -> int:
    waiting = list(candidates.filter(mail=Notification.Mail.WAITING).select_related("user").order_by("-urgent", "pk"))
    people = {row.user_id for row in waiting}
    choices, hours = queries.choices_of(people), queries.hours_of(people)
    return sum(_deliver_one(row, choices[row.user_id].get(row.kind), hours[row.user_id], now) for row in waiting)


def _deliver_one(notification: Notification, choice: Delivery | None, hours: MailHours, now: datetime.datetime) -> bool:
    """Does what the person chose; `choice` is None if no room registers the kind any more."""
    if choice is Delivery.DAILY:
        _move(notification, Notification.Mail.WAITING, Notification.Mail.DAILY)
        return False
    if choice is Delivery.INSTANT and not _may_come(notification, hours, now):
        return False
    if not _move(notification, Notification.Mail.WAITING, Notification.Mail.SENDING):
        return False  # another process has claimed it
    kind = kinds.find(notification.kind)
    if not kind or choice is not Delivery.INSTANT or not _is_news(notification, kind):
        _move(notification, Notification.Mail.SENDING, Notification.Mail.NONE)
        return False
    if not _send(notification, kind):
        _move(notification, Notification.Mail.SENDING, Notification.Mail.WAITING)
        return False
    _move(notification, Notification.Mail.SENDING, Notification.Mail.SENT, mailed_at=timezone.now())
    return True


def _may_come(notification: Notification, hours: MailHours, now: datetime.datetime) -> bool:
    if notification.urgent and hours.urgent_passes:
        return now - notification.created_at <= MAIL_WITHIN
    return not hours.is_quiet(now) and now - hours.first_loud(notification.created_at) <= MAIL_WITHIN


def _is_news(notification: Notification, kind: kinds.NotificationKind) -> bool:
    """Whether the person has not read of the event yet and may (still) see it."""
    user = notification.user
    return not notification.read_at and user.is_active and kind.can_see(user, notification.ref)


def _send(notification: Notification, kind: kinds.NotificationKind) -> bool:
    title = kind.title(notification.user, notification.ref)
    return mail.send(
        notification.user,
        name=f"notification-{notification.pk}",
        subject=f"Urgent: {title}" if notification.urgent else title,
        template="notify/mail.txt",
        context={"title": title, "link": settings.SITE_URL + kind.url(notification.ref)},
    )


def _move(notification: Notification, source: str, target: str, mailed_at: datetime.datetime | None = None) -> bool:
    """One conditional UPDATE: true for exactly one of any number of processes that try."""
    rows = Notification.objects.filter(pk=notification.pk, mail=source)
    return rows.update(mail=target, mailed_at=mailed_at) == 1
