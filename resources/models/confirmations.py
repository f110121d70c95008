"""Who said that a listing's text and contacts are right, and whom the portal has asked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from resources.models.availability import Channel
from resources.models.delegates import Delegate
from resources.models.listing import Listing


class Confirmation(models.Model):
    """Somebody who keeps a listing said that its text and contacts are right. The last one's time is `verified_at`."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="confirmations")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    delegate = models.ForeignKey(Delegate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["listing", "-at"], name="resources_confirmation_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=True) ^ Q(delegate__isnull=True), name="resources_confirmation_has_one_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.by or self.delegate}, {self.at:%Y-%m-%d}"


class ClockName(models.TextChoices):
    """The two clocks of a listing, which run apart."""

    TEXT = "text", "Text and contacts"
    COUNTS = "counts", "Open beds or places"


class Reminder(models.Model):
    """One step of the ladder that was taken for one clock of a listing; a newer statement starts the ladder again.

    `since`: the moment of the statement that had grown old. `day`: the Pacific day of the round that took the step.
    """

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="reminders")
    clock = models.CharField(max_length=6, choices=ClockName.choices)
    since = models.DateTimeField()
    step = models.PositiveSmallIntegerField(help_text="The place in the ladder (resources.keeping.ladder), from 0.")
    level = models.CharField(max_length=7, help_text="Whom it reached at most (resources.keeping.ladder).")
    at = models.DateTimeField(default=timezone.now)
    day = models.DateField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["day"], name="resources_reminder_day")]
        constraints = [
            models.UniqueConstraint(fields=["listing", "clock", "since", "step"], name="resources_reminder_once_a_step")
        ]

    def __str__(self) -> str:
        return f"{self.get_clock_display()}, step {self.step}"
