"""Calling one listing after the other. There is no field for text, so nothing about a child can be written here."""

from __future__ import annotations

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from resources.models.listing import Listing

# A duty night and the morning after it. What was heard on the phone is not true for longer, and nobody's business.
KEPT_FOR = datetime.timedelta(hours=24)


class Source(models.TextChoices):
    """Where the listings of a call list came from."""

    SHORTLIST = "shortlist", "Your shortlist"
    SEARCH = "search", "A search"


class Result(models.TextChoices):
    """What came of a call."""

    HAS_BED = "has-bed", "Has room"
    FULL = "full", "Full"
    NO_ANSWER = "no-answer", "No answer"
    LEFT_MESSAGE = "left-message", "Left a message"
    NOT_A_FIT = "not-a-fit", "Not a fit"
    CALL_BACK = "call-back", "Maybe: call back"


class CallList(models.Model):
    """One person's checklist. It is gone a day after its last touch, and nobody else ever sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=10, choices=Source.choices)
    made_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-touched_at"]

    def __str__(self) -> str:
        return f"{self.get_source_display()}, {self.made_at:%Y-%m-%d %H:%M}"

    @property
    def ends_at(self) -> datetime.datetime:
        """When it will be deleted if nobody touches it before."""
        return self.touched_at + KEPT_FOR


class Call(models.Model):
    """One listing to call; an empty result: not called yet."""

    call_list = models.ForeignKey(CallList, on_delete=models.CASCADE, related_name="calls")
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    result = models.CharField(max_length=12, choices=Result.choices, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    call_back_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, help_text="When its keepers were told of the result.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["call_list", "listing"], name="resources_call_once"),
            models.CheckConstraint(
                condition=Q(result="", called_at__isnull=True) | (~Q(result="") & Q(called_at__isnull=False)),
                name="resources_call_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(call_back_at__isnull=True) | Q(result=Result.CALL_BACK),
                name="resources_call_back_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) | Q(result__in=[Result.HAS_BED, Result.FULL]),
                name="resources_call_told_of_room",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.get_result_display() or 'not called'}"


class Heard(models.Model):
    """What a colleague heard on the phone of a listing's room, for those who keep it. It is no count and changes none."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="+")
    result = models.CharField(
        max_length=12, choices=[(each.value, each.label) for each in (Result.HAS_BED, Result.FULL)]
    )
    heard_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "heard"

    def __str__(self) -> str:
        return f"{self.get_result_display()}, {self.heard_at:%Y-%m-%d %H:%M}"
