"""How long a count can be believed. A stale count *is* unknown: on the page, in the search, in every filter and figure.

Days are defaults to confirm with the counties: emergency shelter beds change every night, vacancies of programs and
agencies over a week, waiting lists of services over a month.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resources.models import Availability, Kind, Listing

NIGHTLY_TYPES = frozenset(
    {
        "temporary-shelter",
        "transitional-shelter",
        "youth-homelessness-prevention",
        "crisis-nursery",
        "crisis-residential",
    }
)
NIGHTLY_DAYS = 3
PLACEMENT_DAYS = 7
SERVICE_DAYS = 30
# A listing's text is read again by its owner twice a year.
VERIFIED_DAYS = 180


@dataclass(frozen=True)
class Count:
    """What can be said now about one count. `available` and `total` are None when it is not known."""

    whom: str
    sentence: str
    is_known: bool
    available: int | None
    total: int | None
    as_of: datetime.datetime | None


def stale_after(listing: Listing) -> datetime.timedelta:
    """How long a count of this listing is believed. Reads its types."""
    if listing.kind == Kind.SERVICE:
        return datetime.timedelta(days=SERVICE_DAYS)
    is_nightly = any(term.code in NIGHTLY_TYPES for term in listing.types.all())
    return datetime.timedelta(days=NIGHTLY_DAYS if is_nightly else PLACEMENT_DAYS)


def fresh_until(listing: Listing, counts: Iterable[Availability], now: datetime.datetime) -> datetime.datetime | None:
    """When the first of the counts that are still believed stops being so; None: none of them is."""
    ends = [count.as_of + stale_after(listing) for count in counts]
    return min((end for end in ends if end > now), default=None)


def said(listing: Listing, counts: Sequence[Availability], now: datetime.datetime) -> list[Count]:
    """One line for each population that was counted; one line for a listing that never was."""
    if not counts:
        return [Count("", "Not known: it was never counted", False, None, None, None)]
    return [_said(listing, count, now) for count in counts]


def is_open(count: Availability) -> bool:
    return count.available > 0


def is_verified(listing: Listing, now: datetime.datetime) -> bool:
    """True if the owner said within VERIFIED_DAYS that the listing is right."""
    return listing.verified_at is not None and now - listing.verified_at <= datetime.timedelta(days=VERIFIED_DAYS)


def _said(listing: Listing, count: Availability, now: datetime.datetime) -> Count:
    whom = count.population.label if count.population else ""
    age = now - count.as_of
    if age >= stale_after(listing):
        return Count(whom, f"Not known: the last count is {in_words(age)} old", False, None, None, count.as_of)
    unit = "bed" if listing.kind == Kind.PLACEMENT else "place"
    units = unit if count.total == 1 else f"{unit}s"
    sentence = f"{count.available} of {count.total} {units} open, counted {in_words(age)} ago by {listing.owner_county}"
    return Count(whom, sentence, True, count.available, count.total, count.as_of)


def in_words(age: datetime.timedelta) -> str:
    """An age as people say it: minutes under two hours, hours under two days, then days."""
    minutes = max(int(age.total_seconds() // 60), 1)
    if minutes < 120:
        return f"{minutes} minute{'s' if minutes > 1 else ''}"
    if minutes < 48 * 60:
        return f"{minutes // 60} hours"
    return f"{minutes // (24 * 60)} days"
