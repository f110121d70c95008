"""One placement or service, and everything that its county says of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.core.validators import MinValueValidator, RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from portal.counties.models import County
from portal.vocabulary.models import Scheme, Term

if TYPE_CHECKING:
    from resources.models.availability import Availability


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


class Security(models.TextChoices):
    """Whether young people can leave a placement by themselves."""

    UNLOCKED = "unlocked", "Unlocked"
    SECURE = "secure", "Secure (locked)"


def terms_of(*schemes: str) -> Q:
    """The terms that belong to a field. Which of them a form offers today: `resources.terms.offered`."""
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
    description = models.TextField(max_length=2_000, blank=True)

    county = models.ForeignKey(
        County, on_delete=models.PROTECT, related_name="listings", help_text="Where it is located."
    )
    city = models.CharField(
        max_length=60,
        blank=True,
        validators=[RegexValidator(r"^\D*$", "Give the city alone, without a street, a number or a ZIP code.")],
        help_text="No nearer than this: never a street.",
    )
    serves_statewide = models.BooleanField("serves the whole state", default=False)
    counties_served = models.ManyToManyField(County, related_name="+", blank=True)
    owner_county = models.ForeignKey(
        County, on_delete=models.PROTECT, related_name="+", help_text="The county that keeps this listing right."
    )
    accepts_out_of_county = models.BooleanField("accepts youth from other counties", null=True, blank=True)
    address = models.CharField(max_length=200, blank=True)
    address_visibility = models.CharField(
        max_length=8, choices=AddressVisibility.choices, default=AddressVisibility.NEVER
    )
    address_authorised_by = models.CharField(
        "address released by",
        max_length=120,
        blank=True,
        help_text="Who of a shelter or a small home allowed in writing that its address is shown (Penal Code 273.7).",
    )
    address_authorised_at = models.DateField("released on", null=True, blank=True)

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
    security = models.CharField(
        max_length=8, choices=Security.choices, blank=True, help_text="For placements; empty: not stated."
    )

    access = models.ManyToManyField(
        Term,
        verbose_name="ways in",
        related_name="+",
        blank=True,
        limit_choices_to=terms_of(Scheme.ACCESS),
    )
    referral_steps = models.TextField(max_length=1_000, blank=True)
    presumptive_transfer = models.CharField(
        "note on presumptive transfer",
        max_length=300,
        blank=True,
        help_text="Which county's mental health plan pays for a young person from elsewhere, and whom to ask.",
    )
    hours = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True, help_text="The organization's line, never a person's own.")
    email = models.EmailField("e-mail", blank=True)
    website = models.CharField(max_length=200, blank=True, validators=[URLValidator(["https", "http"])])

    funding = models.ManyToManyField(
        Term,
        verbose_name="funding that it accepts",
        related_name="+",
        blank=True,
        limit_choices_to=terms_of(Scheme.FUNDING),
    )
    contracts_with = models.ManyToManyField(
        County,
        verbose_name="contracts or agreements with",
        related_name="+",
        blank=True,
    )
    license_type = models.CharField(max_length=60, blank=True, help_text="As the license says it.")
    license_status = models.CharField(max_length=12, choices=LicenseStatus.choices, default=LicenseStatus.NOT_REQUIRED)
    license_number = models.CharField(max_length=20, blank=True)
    license_capacity = models.PositiveSmallIntegerField(
        "licensed for",
        null=True,
        blank=True,
        validators=[MinValueValidator(1, "A license for 0 means that the number is not known: leave it empty.")],
        help_text="How many young people at most; empty: not known.",
    )
    license_checked_on = models.DateField(
        "license looked up on", null=True, blank=True, help_text="The license was so on this day. No promise for today."
    )
    training_evidence = models.CharField(
        "evidence of training on commercial sexual exploitation", max_length=200, blank=True
    )
    training_on = models.DateField("trained on", null=True, blank=True, help_text="The day of the last training.")

    internal_note = models.TextField(
        "note among keepers",
        max_length=1_000,
        blank=True,
        help_text="For the people of the county that keeps this listing, and PACT staff. Nobody finds it by searching.",
    )
    verified_at = models.DateTimeField(
        null=True, blank=True, help_text="When its owner last said that all of this is right."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Grows with every edit of the listing.")
    search_version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Grows with everything that search knows of it: edits, counts, policies."
    )

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
            models.CheckConstraint(
                condition=(Q(address_authorised_by="") & Q(address_authorised_at__isnull=True))
                | (~Q(address_authorised_by="") & Q(address_authorised_at__isnull=False)),
                name="resources_listing_release_whole",
                violation_error_message="The release of an address needs both who gave it and the day. Give both, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(license_capacity__isnull=True) | Q(license_capacity__gte=1),
                name="resources_listing_capacity_known",
                violation_error_message="A license for 0 means that the number is not known: leave it empty.",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.PLACEMENT) | Q(security=""),
                name="resources_listing_only_placements_lock",
                violation_error_message="Only a placement is locked or unlocked. Leave that empty for a service.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
