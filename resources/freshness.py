"""How long a count can be believed. A stale count *is* unknown: on the page, in the search, in every filter and figure.

How long that is stands in `FreshnessPolicy` and is read with each page, so a change is in force at once.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from resources.models import Availability, AvailabilityStatus, Channel, FreshnessPolicy, Kind, Listing, Subject

NIGHTLY_TYPES = frozenset(
    {
        "temporary-shelter",
        "transitional-shelter",
        "youth-homelessness-prevention",
        "crisis-nursery",
        "crisis-residential",
    }
)


class Freshness(StrEnum):
    """How old a statement is, by its clock."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"
    NEVER = "never"


@dataclass(frozen=True)
class Clock:
    """The three ages of one subject; `hidden` is for texts alone."""

    fresh: datetime.timedelta
    stale: datetime.timedelta
    hidden: datetime.timedelta | None

    def reads(self, since: datetime.datetime | None, now: datetime.datetime) -> Freshness:
        """How old a statement of `since` is; each age ends just before the next one starts."""
        if since is None:
            return Freshness.NEVER
        if now - since < self.fresh:
            return Freshness.FRESH
        return Freshness.AGEING if now - since < self.stale else Freshness.STALE


Clocks = Mapping[Subject, Clock]


@dataclass(frozen=True)
class Count:
    """What can be said now about one count.

    `status` is UNKNOWN for a stale count, and `available` and `total` are None then: its numbers stand in the sentence
    alone, as what was. They are None, too, where only words were given. `population` is a term's code; empty: everyone.
    """

    population: str
    whom: str
    sentence: str
    status: AvailabilityStatus
    freshness: Freshness
    available: int | None
    total: int | None
    as_of: datetime.datetime | None

    @property
    def is_known(self) -> bool:
        return self.status != AvailabilityStatus.UNKNOWN


def clocks() -> Clocks:
    """The clock of each subject, as staff have set it. One SQL query."""

    def hours(number: int) -> datetime.timedelta:
        return datetime.timedelta(hours=number)

    return {
        Subject(policy.subject): Clock(
            hours(policy.fresh_hours),
            hours(policy.stale_hours),
            hours(policy.hidden_hours) if policy.hidden_hours else None,
        )
        for policy in FreshnessPolicy.objects.all()
    }


def subject_of(listing: Listing) -> Subject:
    """Which clock the counts of a listing follow. Reads its types."""
    return subject_of_types(listing.kind, (term.code for term in listing.types.all()))


def subject_of_types(kind: str, codes: Iterable[str]) -> Subject:
    """As `subject_of`, for a listing of this kind with types of these codes."""
    if kind == Kind.SERVICE:
        return Subject.SERVICE
    return Subject.VACANCY if NIGHTLY_TYPES.isdisjoint(codes) else Subject.NIGHTLY


def said(listing: Listing, counts: Sequence[Availability], now: datetime.datetime, clocks: Clocks) -> list[Count]:
    """One line for each population that was counted; one line for a listing that never was."""
    if not counts:
        never = "Not known: it was never counted"
        return [Count("", "", never, AvailabilityStatus.UNKNOWN, Freshness.NEVER, None, None, None)]
    return [_said(listing, count, now, clocks[subject_of(listing)]) for count in counts]


def is_verified(listing: Listing, now: datetime.datetime, clocks: Clocks) -> bool:
    """True if the owner said that the listing is right, and that is not out of date."""
    return clocks[Subject.TEXT].reads(listing.verified_at, now) in (Freshness.FRESH, Freshness.AGEING)


def _said(listing: Listing, count: Availability, now: datetime.datetime, clock: Clock) -> Count:
    freshness = clock.reads(count.as_of, now)
    believed = freshness != Freshness.STALE and count.status != AvailabilityStatus.UNKNOWN
    return Count(
        population=count.population.code if count.population else "",
        whom=count.population.label if count.population else "",
        sentence=_sentence(listing, count, in_words(now - count.as_of), is_stale=freshness == Freshness.STALE),
        status=AvailabilityStatus(count.status) if believed else AvailabilityStatus.UNKNOWN,
        freshness=freshness,
        available=count.available if believed else None,
        total=count.total if believed else None,
        as_of=count.as_of,
    )


def _sentence(listing: Listing, count: Availability, age: str, *, is_stale: bool) -> str:
    by = "its provider" if count.channel == Channel.LINK else listing.owner_county
    unit = "bed" if listing.kind == Kind.PLACEMENT else "place"
    if count.status == AvailabilityStatus.UNKNOWN:
        return f"Not known, said {age} ago by {by}"
    was = _numbers(count, unit) or _words(count, unit)
    if is_stale:
        return f"Not known: it was “{was}” {age} ago"
    verb = "said" if count.total is None else "counted"
    return f"{was}, {verb} {age} ago by {by}"


def _numbers(count: Availability, unit: str) -> str:
    if count.total is None:
        return ""
    numbers = f"{count.available} of {count.total} {unit if count.total == 1 else f'{unit}s'} open"
    return f"{numbers}, {_waiting(count)}" if count.status == AvailabilityStatus.WAITLIST else numbers


def _words(count: Availability, unit: str) -> str:
    match count.status:
        case AvailabilityStatus.CAPACITY:
            return f"{unit}s open".capitalize()
        case AvailabilityStatus.WAITLIST:
            return _waiting(count).capitalize()
        case AvailabilityStatus.ASK:
            return "Ask: they decide case by case"
        case _:
            return f"No {unit} open"


def _waiting(count: Availability) -> str:
    length = "waiting list" if count.waiting_length is None else f"waiting list of {count.waiting_length}"
    if count.waiting_days is None:
        return length
    return f"{length}, about {count.waiting_days} day{'' if count.waiting_days == 1 else 's'}"


def in_words(age: datetime.timedelta) -> str:
    """An age as people say it: minutes under two hours, hours under two days, then days."""
    minutes = max(int(age.total_seconds() // 60), 1)
    if minutes < 120:
        return f"{minutes} minute{'s' if minutes > 1 else ''}"
    if minutes < 48 * 60:
        return f"{minutes // 60} hours"
    return f"{minutes // (24 * 60)} days"
