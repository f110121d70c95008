"""Mail for what was told: one mail per event and person, or none.

A mail is claimed in a commit of its own before it is sent. A process that dies in between leaves "sending" behind: that
mail may or may not have left, so it is never sent again; the inbox has told the event anyway. A mail server that
refuses gives the claim back, and the next tick tries again, for a day.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from portal.notify import kinds
from portal.notify.models import Notification, NotificationQuerySet, Preference

logger = logging.getLogger(__name__)

# News of a request is stale after a day; by then the inbox has said it better.
MAIL_WITHIN = datetime.timedelta(days=1)
# The task that follows the commit comes first; what has waited longer than this was left behind by a crash.
LEFT_OVER_AFTER = datetime.timedelta(minutes=2)


def deliver_these(ids: Iterable[int]) -> int:
    """Mails those of these notifications that still wait; returns how many mails were sent."""
    return _deliver(Notification.objects.filter(pk__in=list(ids)))


def deliver_left_over() -> int:
    """Mails what a crash or a mail server left waiting; returns how many mails were sent. Safe to run at any time."""
    now = timezone.now()
    return _deliver(
        Notification.objects.filter(created_at__gte=now - MAIL_WITHIN, created_at__lte=now - LEFT_OVER_AFTER)
    )


def _deliver(candidates: NotificationQuerySet) -> int:
    waiting = candidates.filter(mail=Notification.Mail.WAITING).select_related("user").order_by("-urgent", "pk")
    return sum(_deliver_one(notification) for notification in waiting)


def _deliver_one(notification: Notification) -> bool:
    if not _move(notification, Notification.Mail.WAITING, Notification.Mail.SENDING):
        return False  # another process has claimed it
    mail = _mail_if_wanted(notification)
    if mail is None:
        _move(notification, Notification.Mail.SENDING, Notification.Mail.NONE)
        return False
    try:
        mail.send()
    except (SMTPException, OSError) as refusal:
        logger.warning("Mail for notification %s was refused (%s).", notification.pk, type(refusal).__name__)
        _move(notification, Notification.Mail.SENDING, Notification.Mail.WAITING)
        return False
    _move(notification, Notification.Mail.SENDING, Notification.Mail.SENT, mailed_at=timezone.now())
    return True


def _move(notification: Notification, source: str, target: str, mailed_at: datetime.datetime | None = None) -> bool:
    """One conditional UPDATE: true for exactly one of any number of processes that try."""
    rows = Notification.objects.filter(pk=notification.pk, mail=source)
    return rows.update(mail=target, mailed_at=mailed_at) == 1


def _mail_if_wanted(notification: Notification) -> EmailMessage | None:
    """The mail, if the person wants one of this kind, has not read of the event yet and may (still) see it."""
    kind = kinds.find(notification.kind)
    user = notification.user
    if kind is None or notification.read_at or not user.is_active or not _wants_mail(notification, kind):
        return None
    if not kind.can_see(user, notification.ref):
        return None
    return _mail(notification, kind.title(user, notification.ref), kind.url(notification.ref))


def _wants_mail(notification: Notification, kind: kinds.NotificationKind) -> bool:
    chosen = Preference.objects.filter(user=notification.user_id, kind=kind.code).first()
    return chosen.by_mail if chosen else kind.by_mail


def _mail(notification: Notification, title: str, path: str) -> EmailMessage:
    body = render_to_string(
        "notify/mail.txt",
        {
            "name": notification.user.get_short_name(),
            "title": title,
            "link": settings.SITE_URL + path,
            "preferences": settings.SITE_URL + reverse("notify:preferences"),
        },
    )
    subject = f"Urgent: {title}" if notification.urgent else title
    # The same id for the same event lets a mail server drop what a lost answer made it get twice.
    message_id = f"<notification-{notification.pk}@{urlsplit(settings.SITE_URL).hostname}>"
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=body,
        to=[notification.user.email],
        headers={"Auto-Submitted": "auto-generated", "Message-ID": message_id},
    )
