"""Reads about counties. Everything here is public."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch

from portal.counties.geography import distance
from portal.counties.models import County, CountyTag, CountyTagQuerySet, Tag


@dataclass(frozen=True)
class Neighbor:
    """A county across a border, and how far its people live, in miles."""

    county: County
    miles: float


@dataclass(frozen=True)
class CountyInCohort:
    """A county and the cohort it is in on the day asked about, or None where staff have put it in none."""

    county: County
    cohort: Tag | None


@dataclass(frozen=True)
class CountySet:
    """A tag and the counties that carry it on the day asked about, by name."""

    tag: Tag
    counties: tuple[County, ...]


def all_counties() -> list[County]:
    """The 58, by name. One SQL query."""
    return list(County.objects.all())


def neighbors(county: County) -> list[Neighbor]:
    """The counties that border one on land, in water or in a point, nearest first by people. One SQL query."""
    found = [Neighbor(other, distance(county, other)) for other in county.neighbors.all()]
    return sorted(found, key=lambda neighbor: neighbor.miles)


def distances_from(county: County) -> dict[str, float]:
    """Miles from one county to each of the 58, itself at 0, by FIPS code. One SQL query."""
    return {other.fips: distance(county, other) for other in County.objects.all()}


def counties_with_cohort(on: datetime.date | None = None) -> list[CountyInCohort]:
    """The 58 by name, each with its cohort on a Pacific day (today unless given). Two SQL queries."""
    cohort_of = {
        row.county_id: row.tag
        for row in CountyTag.objects.current(on).filter(tag__kind=Tag.Kind.COHORT).select_related("tag")
    }
    return [CountyInCohort(county, cohort_of.get(county.fips)) for county in County.objects.all()]


def cohort_of(county: County, on: datetime.date | None = None) -> Tag | None:
    """The cohort that a county is in on a Pacific day (today unless given). One SQL query."""
    return Tag.objects.filter(
        pk__in=CountyTag.objects.current(on).filter(county=county, tag__kind=Tag.Kind.COHORT).values("tag")
    ).first()


def cohorts(on: datetime.date | None = None) -> list[CountySet]:
    """The cohorts by name, each with its counties on a Pacific day (today unless given). Two SQL queries."""
    return _sets(Tag.Kind.COHORT, CountyTag.objects.current(on))


def sets_ever(kind: str) -> list[CountySet]:
    """The tags of a kind, each with every county that has ever carried it: pilots, attendance. Two SQL queries."""
    return _sets(kind, CountyTag.objects.all())


def _sets(kind: str, rows: CountyTagQuerySet) -> list[CountySet]:
    in_force = rows.select_related("county").order_by("county__name")
    tags = Tag.objects.filter(kind=kind).prefetch_related(Prefetch("county_tags", in_force, to_attr="in_force"))
    return [CountySet(tag, tuple(dict.fromkeys(row.county for row in tag.in_force))) for tag in tags]
