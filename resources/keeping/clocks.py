"""The two clocks of a listing: how old its text is, and how old its counts are."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from resources import freshness
from resources.freshness import Clocks, Freshness
from resources.models import ClockName, Kind, Listing, Subject


@dataclass(frozen=True)
class Reading:
    """What one clock shows. `since`: the moment of the statement; of a listing that has none, when it was added."""

    clock: ClockName
    subject: Subject
    since: datetime.datetime
    freshness: Freshness
    age: datetime.timedelta

    @property
    def is_overdue(self) -> bool:
        return self.freshness in (Freshness.STALE, Freshness.NEVER)


def readings(listing: Listing, now: datetime.datetime, clocks: Clocks) -> list[Reading]:
    """The clock of the text, and that of the counts where one runs.

    The counts are as old as the oldest of them. A service that was never counted has no such clock: many, like a legal
    clinic, have nothing to count, and would be asked for ever.
    """
    text = _read(ClockName.TEXT, Subject.TEXT, listing.verified_at, listing, now, clocks)
    counted = min((count.as_of for count in listing.last_counts), default=None)
    if counted is None and listing.kind == Kind.SERVICE:
        return [text]
    return [text, _read(ClockName.COUNTS, freshness.subject_of(listing), counted, listing, now, clocks)]


def _read(
    clock: ClockName,
    subject: Subject,
    said: datetime.datetime | None,
    listing: Listing,
    now: datetime.datetime,
    clocks: Clocks,
) -> Reading:
    since = said or listing.created_at
    return Reading(clock, subject, since, clocks[subject].reads(said, now), now - since)
