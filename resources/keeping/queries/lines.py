"""The counts of a listing as forms show them: what is said now, and the numbers to start from."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from portal.accounts.models import User
from resources import freshness
from resources.freshness import Clocks, Count
from resources.models import Availability, AvailabilityStatus, Kind, Listing


@dataclass(frozen=True)
class Line:
    """One population of a listing and its last count: what is said of it now, and what the form starts with.

    `population` is a term's key, 0 for everyone. `open`, `total` are the last numbers, stale or not; None: never given.
    """

    population: int
    whom: str
    said: Count
    open: int | None
    total: int | None
    status: str
    waiting_length: int | None
    waiting_days: int | None
    seen: int
    by: str


def lines_of(listing: Listing, now: datetime.datetime, clocks: Clocks, names: dict[int, str]) -> tuple[Line, ...]:
    """One line for each population that was counted; one without numbers for a listing that never was."""
    said = freshness.said(listing, listing.last_counts, now, clocks)
    if not listing.last_counts:
        return (Line(0, "", said[0], None, None, "", None, None, 0, ""),)
    return tuple(_line(count, each, names) for count, each in zip(listing.last_counts, said, strict=True))


def _line(count: Availability, said: Count, names: dict[int, str]) -> Line:
    return Line(
        population=count.population_id or 0,
        whom=said.whom,
        said=said,
        open=count.available,
        total=count.total,
        status=count.status if count.total is None or count.status == AvailabilityStatus.WAITLIST else "",
        waiting_length=count.waiting_length,
        waiting_days=count.waiting_days,
        seen=count.pk,
        by=count.counted_by_name or names.get(count.counted_by_id or 0, ""),
    )


def names_of(counts: Sequence[Availability]) -> dict[int, str]:
    """The names of the people who made counts, by their keys. One SQL query."""
    people = {count.counted_by_id for count in counts if count.counted_by_id}
    return {person.pk: str(person) for person in User.objects.filter(pk__in=people)}


def unit_of(listing: Listing) -> str:
    """What is counted: beds of a placement, places of a service."""
    return "bed" if listing.kind == Kind.PLACEMENT else "place"


def uncounted_lines(listing: Listing, now: datetime.datetime) -> tuple[Line, ...]:
    """The populations that a listing serves and nobody has counted, as lines without numbers."""
    counted = {count.population_id for count in listing.last_counts}
    nothing = freshness.said(listing, [], now, {})[0]
    return tuple(
        Line(term.pk, term.label, nothing, None, None, "", None, None, 0, "")
        for term in listing.populations.all()
        if term.pk not in counted
    )
