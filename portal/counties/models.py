"""Counties and their dated tags.

Figures: US Census Bureau, 2020 census (population, centres of population) and county adjacency file; public domain.
"""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

# A county below this population can point to one child by its name alone (docs/roles.md, "Small counties").
SMALL_COUNTY_POPULATION = 20_000


class County(models.Model):
    """One of California's 58 counties. The key is the 5-digit FIPS code: stable, public, the same on every machine."""

    fips = models.CharField("FIPS code", max_length=5, primary_key=True)
    name = models.CharField(max_length=40, unique=True, help_text="Without the word County.")
    slug = models.SlugField(max_length=40, unique=True)
    seat = models.CharField("county seat", max_length=60)
    population = models.PositiveIntegerField(help_text="2020 census.")
    region = models.CharField(max_length=20, help_text="Training-academy region: the default for cohorts, editable.")
    population_latitude = models.FloatField(help_text="Centre of population, degrees north (WGS 84).")
    population_longitude = models.FloatField(help_text="Centre of population, degrees east (WGS 84).")
    neighbors = models.ManyToManyField("self", symmetrical=True, blank=True)
    after_hours_line = models.CharField(
        max_length=40, blank=True, help_text="Phone of the after-hours duty worker. Shown to members only."
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "counties"

    def __str__(self) -> str:
        return f"{self.name} County"

    @property
    def is_small(self) -> bool:
        """True where the county's name alone could point to one child."""
        return self.population < SMALL_COUNTY_POPULATION


class Tag(ClusterableModel):
    """A named set of counties: a cohort, the pilot ten, the counties that opted in, attendance at one convening."""

    class Kind(models.TextChoices):
        COHORT = "cohort", "Regional cohort"
        PILOT = "pilot", "Pilot counties"
        OPT_IN = "opt_in", "CSEC Program opt-in"
        ATTENDANCE = "attendance", "Convening attendance"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=80)
    note = models.CharField(max_length=400, blank=True, help_text="What the set means and what is uncertain about it.")
    source = models.CharField(max_length=200, help_text="Where the list of counties comes from.")

    class Meta:
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="counties_tag_kind_slug")]

    def __str__(self) -> str:
        return self.name


class CountyTagQuerySet(models.QuerySet["CountyTag"]):
    def current(self, on: datetime.date | None = None) -> CountyTagQuerySet:
        """Tags in force on a day (Pacific date; today unless given)."""
        day = on or timezone.localdate()
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day)).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )

    def overlapping(self, first: datetime.date | None, last: datetime.date | None) -> CountyTagQuerySet:
        """Tags in force on at least one day of a span, both ends included; None leaves that end open."""
        rows = self
        if first:
            rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first))
        if last:
            rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=last))
        return rows


class CountyTag(models.Model):
    """A county carries a tag from one day to another, both included; an open end means "not known" or "still"."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="county_tags")
    tag = ParentalKey(Tag, on_delete=models.PROTECT, related_name="county_tags")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = CountyTagQuerySet.as_manager()

    class Meta:
        ordering = ["county__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="counties_tag_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county}: {self.tag}"

    def clean(self) -> None:
        """Refuses a second cohort for a county on the same day, and the same tag twice on the same day."""
        tag: Tag | None = getattr(self, "tag", None)  # the CMS fills it in last, and its form asks again then
        if self.county_id is None or tag is None:
            return
        others = CountyTag.objects.filter(county_id=self.county_id).exclude(pk=self.pk)
        rivals = others.filter(tag__kind=Tag.Kind.COHORT) if tag.kind == Tag.Kind.COHORT else others.filter(tag=tag.pk)
        rival = rivals.overlapping(self.valid_from, self.valid_to).select_related("tag", "county").first()
        if rival:
            until = f"until {date_format(rival.valid_to)}" if rival.valid_to else "with no last day"
            raise ValidationError(
                f"{rival.county} is already in “{rival.tag}” {until}. "
                f"Give that entry a last day, or start this one after it."
            )
