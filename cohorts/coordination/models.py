"""A request: what a county needs for a child or youth whom nothing here can identify.

Every field is a choice from a closed list. Dates, names, schools and diagnoses have no field on purpose; the one short
free text passes the guard before it is stored.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cohorts.coordination.references import new_reference
from cohorts.threads.models import Thread
from portal.accounts.roles import AgencyKind
from portal.counties.models import County, Tag
from portal.vocabulary.models import Scheme, Term

SUMMARY_LENGTH = 600


class Kind(models.TextChoices):
    PLACEMENT_SEARCH = "placement_search", "Placement search"


class Urgency(models.IntegerChoices):
    """Words in place of a date, which could identify; the number sorts the board."""

    TODAY = 1, "Today"
    WITHIN_72_HOURS = 2, "Within 72 hours"
    WITHIN_7_DAYS = 3, "Within 7 days"
    WITHIN_30_DAYS = 4, "Within 30 days"
    PLANNING = 5, "Planning ahead"


class GenderPreference(models.TextChoices):
    """What the youth asks for, if anything; coarse, so that it points to nobody."""

    GIRLS = "girls", "A home for girls and young women"
    BOYS = "boys", "A home for boys and young men"
    AFFIRMING = "affirming", "A home that affirms any gender"


class Status(models.TextChoices):
    """Where a request stands. The way from one to another is in `transitions`."""

    OPEN = "open", "Open"
    MATCHED = "matched", "Matched"
    NOT_MATCHED = "not_matched", "Not matched"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Outcome(models.TextChoices):
    """How a request ended: the closed vocabulary that the picture of unmet need is drawn from."""

    PLACED_HERE = "placed_here", "Placed with a county that answered here"
    NO_PLACE_FOUND = "no_place_found", "Counties answered, and no place fitted"
    NO_ANSWER = "no_answer", "No county answered in time"
    PLACED_ELSEWHERE = "placed_elsewhere", "A place was found in another way"
    NEED_CHANGED = "need_changed", "The need has changed"
    POSTED_IN_ERROR = "posted_in_error", "Posted by mistake"


def _of(scheme: Scheme) -> dict[str, str]:
    return {"scheme": scheme}


class RequestQuerySet(models.QuerySet["Request"]):
    def open(self) -> RequestQuerySet:
        return self.filter(status=Status.OPEN)

    def urgent_first(self) -> RequestQuerySet:
        """The most urgent first, then the newest."""
        return self.order_by("urgency", "-posted_at", "-pk")


class Request(models.Model):
    """One need of one county, posted to others. Its talk is a thread of its own."""

    reference = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PLACEMENT_SEARCH)
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="requests")
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="requests")
    agency_kind = models.CharField("agency", max_length=16, choices=AgencyKind.choices)
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="request")
    posted_at = models.DateTimeField(default=timezone.now)
    key = models.UUIDField(editable=False, help_text="Given by the form, so that a double submit makes one request.")

    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices)
    age_band = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="+", limit_choices_to=_of(Scheme.AGE_BAND)
    )
    placement_types = models.ManyToManyField(Term, related_name="+", limit_choices_to=_of(Scheme.PLACEMENT))
    needs = models.ManyToManyField(Term, blank=True, related_name="+", limit_choices_to=_of(Scheme.NEED))
    services = models.ManyToManyField(Term, blank=True, related_name="+", limit_choices_to=_of(Scheme.SERVICE))
    languages = models.ManyToManyField(Term, blank=True, related_name="+", limit_choices_to=_of(Scheme.LANGUAGE))
    gender_preference = models.CharField(max_length=12, choices=GenderPreference.choices, blank=True)
    trafficking = models.ForeignKey(
        Term,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=_of(Scheme.TRAFFICKING),
    )
    legal_status = models.ForeignKey(
        Term,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=_of(Scheme.LEGAL_STATUS),
    )
    funding = models.ForeignKey(
        Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+", limit_choices_to=_of(Scheme.FUNDING)
    )
    summary = models.CharField(max_length=SUMMARY_LENGTH, blank=True)

    statewide = models.BooleanField(default=False)
    target_counties = models.ManyToManyField(County, blank=True, related_name="+")
    target_cohorts = models.ManyToManyField(
        Tag, blank=True, related_name="+", limit_choices_to={"kind": Tag.Kind.COHORT}
    )
    # Why a county is left out is nobody's business, and is not stored.
    excluded_counties = models.ManyToManyField(County, blank=True, related_name="+")

    status = models.CharField(max_length=12, choices=Status.choices, default=Status.OPEN)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["-posted_at"]
        constraints = [
            models.UniqueConstraint(fields=["posted_by", "key"], name="coordination_request_posted_once"),
            models.CheckConstraint(
                condition=Q(status="open", outcome="", closed_at__isnull=True)
                | (~Q(status="open") & ~Q(outcome="") & Q(closed_at__isnull=False)),
                name="coordination_request_closed_with_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["status", "urgency", "-posted_at"], name="coordination_board")]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_urgent(self) -> bool:
        """True if it can't wait for the next working day."""
        return self.urgency <= Urgency.WITHIN_72_HOURS


class CountyShown(models.Model):
    """A small county has let another county know that a request is its own."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="shown_to")
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    shown_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shown_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "county"], name="coordination_shown_once")]

    def __str__(self) -> str:
        return f"{self.request} shown to {self.county}"
