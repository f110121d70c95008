"""How long each kind of statement is believed: rows that staff edit."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Subject(models.TextChoices):
    """What grows old at a pace of its own."""

    NIGHTLY = "nightly", "Beds of shelters, which change every night"
    VACANCY = "vacancy", "Beds of other placements"
    SERVICE = "service", "Places and waiting lists of services"
    TEXT = "text", "Text and contacts of every listing"


class FreshnessPolicy(models.Model):
    """Up to `fresh_hours` a statement is fresh, up to `stale_hours` it is ageing, and from then on it is not known."""

    subject = models.CharField(max_length=8, choices=Subject.choices, unique=True)
    fresh_hours = models.PositiveIntegerField("fresh for (hours)", help_text="24 are a day, 168 a week.")
    stale_hours = models.PositiveIntegerField(
        "not known after (hours)", help_text="Between the two it is ageing, and still believed."
    )
    hidden_hours = models.PositiveIntegerField(
        "hidden from the public after (hours)",
        null=True,
        blank=True,
        help_text="For text and contacts: a listing that nobody has confirmed for so long is kept for members alone.",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "freshness policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(fresh_hours__gt=0, stale_hours__gt=F("fresh_hours")),
                name="resources_freshness_in_order",
                violation_error_message="It has to be fresh for an hour at least, and not known only later than that. "
                "Change one of the two.",
            ),
            models.CheckConstraint(
                condition=Q(hidden_hours__isnull=True, subject__in=["nightly", "vacancy", "service"])
                | Q(hidden_hours__isnull=False, hidden_hours__gte=F("stale_hours"), subject="text"),
                name="resources_freshness_hides_late",
                violation_error_message="Only text and contacts are hidden from the public, and not before they are "
                "out of date. Give a later moment there, and none elsewhere.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_subject_display()
