"""What a person was told, and what each person wants by mail."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """One event, told to one person. It holds a reference and never a word that someone wrote."""

    class Mail(models.TextChoices):
        WAITING = "waiting", "Not yet decided"
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
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class Preference(models.Model):
    """A person's own choice for one kind; without a row the kind's default holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notify_preferences")
    kind = models.CharField(max_length=60)
    by_mail = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notify_one_preference_per_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {'mail' if self.by_mail else 'no mail'}"
