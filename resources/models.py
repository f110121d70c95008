"""Listings of placements and services, and the counts of their open beds or places."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.counties.models import County
from portal.vocabulary.models import Scheme, Term


class Kind(models.TextChoices):
    PLACEMENT = "placement", "Placement"
    SERVICE = "service", "Service"


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    LIVE = "live", "Live"
    SUSPENDED = "suspended", "Suspended"


class AddressVisibility(models.TextChoices):
    """Who may see the address. Penal Code 273.7 makes publishing a trafficking shelter's location a misdemeanor."""

    NEVER = "never", "Never, to anyone"
    PLACING = "placing", "Placing roles"
    MEMBER = "member", "Members"
    PUBLIC = "public", "Everyone"


class LicenseStatus(models.TextChoices):
    NOT_REQUIRED = "not_required", "No license needed"
    LICENSED = "licensed", "Licensed"
    PENDING = "pending", "License pending"
    ON_PROBATION = "on_probation", "License on probation"
    CLOSED = "closed", "License closed"


def terms_of(*schemes: str) -> Q:
    """The terms that a form offers for a field."""
    return Q(scheme__in=schemes)


class Listing(models.Model):
    """One placement or service, kept by one county. Which readers see which field: `resources.access`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    operator = models.CharField(max_length=120, help_text="The agency or organization that runs it.")
    types = models.ManyToManyField(Term, related_name="+", limit_choices_to=terms_of(Scheme.PLACEMENT, Scheme.SERVICE))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    is_confidential = models.BooleanField(
        "confidential",
        default=False,
        help_text="The public doesn't find it; members see that it exists; placing roles see how to reach it.",
    )
    county = models.ForeignKey(
        County, on_delete=models.PROTECT, related_name="listings", help_text="Where it is located."
    )
    counties_served = models.ManyToManyField(County, related_name="+", blank=True)
    owner_county = models.ForeignKey(
        County, on_delete=models.PROTECT, related_name="+", help_text="The county that keeps this listing right."
    )
    description = models.TextField(max_length=2_000, blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True, help_text="In years.")
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True, help_text="In years, this one included.")
    populations = models.ManyToManyField(
        Term, related_name="+", blank=True, limit_choices_to=terms_of(Scheme.POPULATION)
    )
    needs = models.ManyToManyField(
        Term,
        verbose_name="needs that it can meet",
        related_name="+",
        blank=True,
        limit_choices_to=terms_of(Scheme.NEED),
    )
    trafficking = models.ManyToManyField(
        Term,
        verbose_name="trafficking concerns that it knows",
        related_name="+",
        blank=True,
        limit_choices_to=terms_of(Scheme.TRAFFICKING),
    )
    languages = models.ManyToManyField(Term, related_name="+", blank=True, limit_choices_to=terms_of(Scheme.LANGUAGE))
    accepts_out_of_county = models.BooleanField("accepts youth from other counties", default=False)
    referral_steps = models.TextField(max_length=1_000, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True, help_text="The organization's line, never a person's own.")
    email = models.EmailField("e-mail", blank=True)
    website = models.CharField(max_length=200, blank=True, validators=[URLValidator(["https", "http"])])
    address = models.CharField(max_length=200, blank=True)
    address_visibility = models.CharField(
        max_length=8, choices=AddressVisibility.choices, default=AddressVisibility.NEVER
    )
    license_number = models.CharField(max_length=20, blank=True)
    license_status = models.CharField(max_length=12, choices=LicenseStatus.choices, default=LicenseStatus.NOT_REQUIRED)
    training_evidence = models.CharField(
        "evidence of training on commercial sexual exploitation", max_length=200, blank=True
    )
    verified_at = models.DateTimeField(
        null=True, blank=True, help_text="When its owner last said that all of this is right."
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    last_counts: list[Availability]  # where `resources.rows.complete` has read them

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum_age__isnull=True)
                | Q(maximum_age__isnull=True)
                | Q(maximum_age__gte=F("minimum_age")),
                name="resources_listing_ages_in_order",
                violation_error_message="The highest age is below the lowest one. Change one of them.",
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=False) | Q(address_visibility__in=["never", "placing"]),
                name="resources_listing_confidential_address",
                violation_error_message="A confidential listing shows its address to placing roles at most. "
                "Choose that, or never.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AvailabilityQuerySet(models.QuerySet["Availability"]):
    def last_of_each(self) -> AvailabilityQuerySet:
        """The last count for each listing and population; an equal time is decided by the later row."""
        later = Availability.objects.annotate(whom=Coalesce("population", 0)).filter(
            Q(as_of__gt=OuterRef("as_of")) | Q(as_of=OuterRef("as_of"), pk__gt=OuterRef("pk")),
            listing=OuterRef("listing"),
            whom=Coalesce(OuterRef("population"), 0),
        )
        return self.filter(~Exists(later))


class Availability(models.Model):
    """One count of beds (or places of a service), never changed afterwards: a new count is a new row."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="counts")
    population = models.ForeignKey(
        Term,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=terms_of(Scheme.POPULATION),
        help_text="Whom these beds are for; empty: everyone whom the listing serves.",
    )
    total = models.PositiveSmallIntegerField()
    occupied = models.PositiveSmallIntegerField()
    held = models.PositiveSmallIntegerField(default=0, help_text="Promised by an offer that is still open.")
    as_of = models.DateTimeField(default=timezone.now)
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: the count came without an account.",
    )

    objects = AvailabilityQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of", "-pk"]
        verbose_name_plural = "availability"
        indexes = [models.Index(fields=["listing", "-as_of"], name="resources_count_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(total__gte=F("occupied") + F("held")), name="resources_count_never_below_zero"
            )
        ]

    def __str__(self) -> str:
        return f"{self.available} of {self.total}"

    @property
    def available(self) -> int:
        """Derived, so that it can't disagree: what is neither occupied nor held."""
        return self.total - self.occupied - self.held
