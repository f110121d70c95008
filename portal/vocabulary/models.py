"""Terms: the words that listings, requests and events share, with the days on which each is in force."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Scheme(models.TextChoices):
    """The closed set of vocabularies; their terms are open and edited in the CMS."""

    PLACEMENT = "placement", "Placement types"
    SERVICE = "service", "Services"
    NEED = "need", "Needs"
    POPULATION = "population", "Populations"
    AGE_BAND = "age_band", "Age bands"
    LANGUAGE = "language", "Languages"
    LEGAL_STATUS = "legal_status", "Legal status"
    FUNDING = "funding", "Funding"
    ACCESS = "access", "Ways in"
    TRAFFICKING = "trafficking", "Trafficking concern"
    TOPIC = "topic", "Topics"


class TermQuerySet(models.QuerySet["Term"]):
    def current(self, on: datetime.date | None = None) -> TermQuerySet:
        """Terms in force on a day (Pacific date; today unless given)."""
        day = on or timezone.localdate()
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day)).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )


class Term(models.Model):
    """One word of one vocabulary. `code` is permanent and never shown; `label` is what people read."""

    scheme = models.CharField(max_length=16, choices=Scheme.choices)
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=120)
    explanation = models.CharField(max_length=400, blank=True, help_text="For someone who meets the word first here.")
    broader = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower")
    position = models.PositiveSmallIntegerField(default=0, help_text="Order within the scheme.")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["scheme", "position", "label"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="vocabulary_term_scheme_code"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="vocabulary_term_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.label
