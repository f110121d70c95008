"""What a person was told, and the mails that told it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Digest(models.Model):
    """The daily mail to one person: the row is the claim, so there is one for a person and a Pacific day."""

    class State(models.TextChoices):
        WAITING = "waiting", "Refused by the mail server, to be tried again"
        SENDING = "sending", "Handed to the mail server, no answer yet"
        SENT = "sent", "Sent"
        NONE = "none", "Nothing was left to say"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.SENDING)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="notify_one_digest_per_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.get_state_display()}"


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """One event, told to one person. It holds a reference and never a word that someone wrote.

    `digest` is the daily mail that has claimed it.
    """

    class Mail(models.TextChoices):
        WAITING = "waiting", "Not yet decided, or waiting for the end of quiet hours"
        DAILY = "daily", "Waits for the daily mail"
        SENDING = "sending", "Handed to the mail server, no answer yet"
        SENT = "sent", "Sent"
        NONE = "none", "No mail"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=60)
    ref = models.CharField(max_length=60)
    urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.CharField(max_length=8, choices=Mail.choices, default=Mail.WAITING)
    mailed_at = models.DateTimeField(null=True, blank=True)
    digest = models.ForeignKey(Digest, null=True, blank=True, on_delete=models.SET_NULL, related_name="notifications")

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "ref"], condition=Q(read_at__isnull=True), name="notify_one_unread_per_event"
            ),
            models.CheckConstraint(
                condition=Q(mail="sent", mailed_at__isnull=False) | (~Q(mail="sent") & Q(mailed_at__isnull=True)),
                name="notify_sent_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="notify_inbox"),
            models.Index(fields=["created_at"], condition=Q(mail="waiting"), name="notify_waiting"),
            models.Index(fields=["user", "created_at"], condition=Q(mail="daily"), name="notify_daily"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"
