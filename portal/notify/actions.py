"""Telling people, and what they do with what they were told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from portal.notify import access, kinds
from portal.notify.kinds import Delivery
from portal.notify.models import MailHours, Notification, Preference
from portal.notify.tasks import deliver

if TYPE_CHECKING:
    from portal.accounts.models import User

_mail_is_off: ContextVar[bool] = ContextVar("notify_mail_is_off", default=False)


@contextmanager
def inbox_only() -> Iterator[None]:
    """Within it notifications reach the inbox and no mail is ever sent for them."""
    token = _mail_is_off.set(True)
    try:
        yield
    finally:
        _mail_is_off.reset(token)


def notify(kind: str, recipients: Iterable[User], ref: str, urgent: bool = False) -> None:
    """Stores one notification for each active person, in the caller's transaction; mails go out after commit.

    Each person has chosen when: at once, in a daily mail, or never; quiet hours hold back what is not urgent.
    A person who has not yet read about the same event gets no second one; an urgent call makes the unread one urgent.
    A crash between commit and mail costs nothing: `deliver_left_over` finds what is still waiting.
    Raises ImproperlyConfigured if no room has registered the kind.
    """
    if kinds.find(kind) is None:
        raise ImproperlyConfigured(f"No room has registered the notification kind {kind}.")
    people = {person.pk for person in recipients if person.is_active}
    mail = Notification.Mail.NONE if _mail_is_off.get() else Notification.Mail.WAITING
    with transaction.atomic():
        Notification.objects.bulk_create(
            [Notification(user_id=pk, kind=kind, ref=ref, urgent=urgent, mail=mail) for pk in sorted(people)],
            ignore_conflicts=True,  # the unread one that is there already says it
        )
        unread = Notification.objects.unread().filter(user__in=people, kind=kind, ref=ref)
        if urgent:
            unread.update(urgent=True)
        waiting = list(unread.filter(mail=Notification.Mail.WAITING).values_list("pk", flat=True))
        if waiting:
            transaction.on_commit(partial(deliver.enqueue, waiting), robust=True)


def mark_read(*, user: User, pk: int) -> None:
    """Marks one of the person's own notifications as read; another person's, or none, changes nothing."""
    access.visible_to(user).unread().filter(pk=pk).update(read_at=timezone.now())


def mark_all_read(*, user: User) -> None:
    """Marks everything in the person's inbox as read."""
    access.visible_to(user).unread().update(read_at=timezone.now())


def seen(user: User, ref: str) -> None:
    """Marks as read whatever told the person of `ref`, because its page was opened. One query."""
    access.visible_to(user).unread().filter(ref=ref).update(read_at=timezone.now())


@transaction.atomic
def choose(*, user: User, deliveries: Mapping[str, Delivery], hours: MailHours | None = None) -> None:
    """Keeps how the person wants to hear of each kind, and when mail may come; what is not named stays as it is.

    A kind that no room registers is left out. Raises ValidationError for hours that `MailHours` refuses.
    """
    known = {kind.code for kind in kinds.registered()}
    for code, delivery in sorted(deliveries.items()):
        if code in known:
            Preference.objects.update_or_create(user=user, kind=code, defaults={"delivery": delivery})
    if hours:
        hours.user = user
        hours.full_clean()
        hours.save()
