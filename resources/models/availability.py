"""Counts of beds or places: snapshots that are added and never changed. The database itself refuses (migration 0002)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.vocabulary.models import Scheme, Term
from resources.models.listing import Listing, terms_of


class AvailabilityStatus(models.TextChoices):
    """The words of FHIR SDOH Clinical Care (value set CapacityStatus), and one for "nobody knows"."""

    CAPACITY = "capacity", "Open"
    WAITLIST = "waitlist", "Waiting list"
    ASK = "ask", "Ask: they decide case by case"
    NO_CAPACITY = "no-capacity", "Full"
    UNKNOWN = "unknown", "Not known"


class Channel(models.TextChoices):
    """The way by which a count came."""

    SITE = "site", "The portal"
    LINK = "link", "A signed link"
    CMS = "cms", "The CMS"
    IMPORT = "import", "An import"


def status_of(*, total: int, occupied: int, held: int = 0, has_waiting_list: bool = False) -> AvailabilityStatus:
    """What the numbers of a count say: open beds, else a waiting list if there is one, else full."""
    if total > occupied + held:
        return AvailabilityStatus.CAPACITY
    return AvailabilityStatus.WAITLIST if has_waiting_list else AvailabilityStatus.NO_CAPACITY


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
    """One count for one population. How many are open is derived, never stored; a new count is a new row."""

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
    status = models.CharField(max_length=12, choices=AvailabilityStatus.choices)
    total = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty, with occupied: not counted.")
    occupied = models.PositiveSmallIntegerField(null=True, blank=True)
    held = models.PositiveSmallIntegerField(default=0, help_text="Promised by an offer that is still open.")
    waiting_length = models.PositiveSmallIntegerField(
        "young people on the waiting list", null=True, blank=True, help_text="Only with a waiting list."
    )
    waiting_days = models.PositiveSmallIntegerField(
        "estimated wait in days", null=True, blank=True, help_text="Only with a waiting list."
    )
    as_of = models.DateTimeField(default=timezone.now)
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: the count came without an account.",
    )
    counted_by_name = models.CharField(
        max_length=120, blank=True, help_text="Who counted, where it was somebody without an account."
    )
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.SITE)

    objects = AvailabilityQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of", "-pk"]
        verbose_name_plural = "availability"
        indexes = [models.Index(fields=["listing", "-as_of"], name="resources_count_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(total__isnull=True, occupied__isnull=True, held=0)
                | Q(total__isnull=False, occupied__isnull=False),
                name="resources_count_numbers_together",
                violation_error_message="A count needs both how many there are and how many are occupied. "
                "Give both, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(total__gte=F("occupied") + F("held")),
                name="resources_count_never_below_zero",
                violation_error_message="More beds are occupied or held than there are. "
                "Count again, or correct the total.",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True)
                | Q(status=AvailabilityStatus.CAPACITY, total__gt=F("occupied") + F("held"))
                | Q(
                    status__in=[AvailabilityStatus.NO_CAPACITY, AvailabilityStatus.WAITLIST],
                    total=F("occupied") + F("held"),
                ),
                name="resources_count_status_agrees",
                violation_error_message="The numbers say something else than the status. Leave one of them out.",
            ),
            models.CheckConstraint(
                condition=Q(waiting_length__isnull=True, waiting_days__isnull=True)
                | Q(status=AvailabilityStatus.WAITLIST),
                name="resources_count_waiting_only_with_list",
                violation_error_message="A length or an estimate of the wait belongs to a waiting list. "
                "Take them out, or say that there is a waiting list.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_status_display() if self.total is None else f"{self.available} of {self.total}"

    @property
    def available(self) -> int | None:
        """Derived, so that it can't disagree: what is neither occupied nor held; None without numbers."""
        if self.total is None or self.occupied is None:
            return None
        return self.total - self.occupied - self.held
