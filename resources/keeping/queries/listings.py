"""A keeper's listings by what needs a look first; one listing; its delegates. Plain data, known numbers of queries."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count as Number
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from portal.accounts.models import User
from resources import freshness, rows
from resources.freshness import Clocks, Freshness, in_words
from resources.keeping import access
from resources.keeping.clocks import Reading, readings
from resources.keeping.queries.lines import Line, lines_of, names_of, uncounted_lines, unit_of
from resources.keeping.statements import seen_digest
from resources.models import ClockName, Delegate, Kind, Listing, ProposalState, Status


@dataclass(frozen=True)
class Row:
    """One listing in a keeper's list."""

    pk: uuid.UUID
    name: str
    types: str
    status_label: str
    is_live: bool
    is_confidential: bool
    unit: str
    lines: tuple[Line, ...]
    uncounted: tuple[Line, ...]
    text: str
    text_freshness: Freshness
    verified_at: datetime.datetime | None
    reasons: tuple[str, ...]
    proposals: int
    delegates: int
    reminded_at: datetime.datetime | None
    digest: str
    urgency: tuple[int, float]

    @property
    def needs_look(self) -> bool:
        return bool(self.reasons)

    @property
    def counts_here(self) -> bool:
        """Whether the list offers the short form: beds, or numbers that were given before."""
        return any(line.total is not None for line in self.lines) or self.unit == "bed"


@dataclass(frozen=True)
class Keeping:
    """A keeper's whole list, in the three parts in which it is shown."""

    first: tuple[Row, ...]
    in_order: tuple[Row, ...]
    not_live: tuple[Row, ...]

    @property
    def proposals(self) -> int:
        """How many proposed changes wait."""
        return sum(row.proposals for row in (*self.first, *self.in_order, *self.not_live))


def keeping(user: User) -> Keeping:
    """The listings of the person's counties; 15 SQL queries, however many. Refuses (PermissionDenied) who keeps none."""
    access.check_may_keep_somewhere(user)
    found = _with_numbers(rows.complete(access.in_own_counties(user)))
    shown = _rows(list(found))
    live = [row for row in shown if row.is_live]
    return Keeping(
        first=tuple(sorted((row for row in live if row.needs_look), key=lambda row: (row.urgency, row.name))),
        in_order=tuple(row for row in live if not row.needs_look),
        not_live=tuple(row for row in shown if not row.is_live),
    )


def row_of(user: User, pk: uuid.UUID) -> Row:
    """One listing as its row in the list; refuses as `access.get_kept` does."""
    access.get_kept(user, pk)
    return _rows(list(_with_numbers(rows.complete(Listing.objects.filter(pk=pk)))))[0]


def complete_listing(pk: uuid.UUID) -> Listing:
    """A listing with all its related rows, for a form. Eleven SQL queries."""
    return rows.complete(Listing.objects.filter(pk=pk)).get()


def delegates_of(listing: Listing) -> tuple[list[Delegate], list[Delegate]]:
    """Those in force, and those that ended, newest first. Two SQL queries."""
    everyone = listing.delegates.select_related("granted_by", "ended_by")
    in_force = list(everyone.in_force())
    return in_force, [one for one in everyone.order_by("-since") if one not in in_force]


def _with_numbers(listings: QuerySet[Listing]) -> QuerySet[Listing]:
    waiting = Q(proposals__state=ProposalState.PROPOSED)
    in_force = Q(delegates__until__isnull=True)
    return listings.annotate(
        proposals_waiting=Number("proposals", filter=waiting, distinct=True),
        delegates_in_force=Number("delegates", filter=in_force, distinct=True),
        reminded_at=Max("reminders__at"),
    )


def _rows(listings: Sequence[Listing]) -> list[Row]:
    now, clocks = timezone.now(), freshness.clocks()
    names = names_of([count for listing in listings for count in listing.last_counts])
    return [_row(listing, now, clocks, names) for listing in listings]


def _row(listing: Listing, now: datetime.datetime, clocks: Clocks, names: dict[int, str]) -> Row:
    read = {reading.clock: reading for reading in readings(listing, now, clocks)}
    text = read[ClockName.TEXT]
    proposals = listing.proposals_waiting  # type: ignore[attr-defined]
    return Row(
        pk=listing.pk,
        name=listing.name,
        types=", ".join(term.label for term in listing.types.all()) or Kind(listing.kind).label,
        status_label=Status(listing.status).label,
        is_live=listing.status == Status.LIVE,
        is_confidential=listing.is_confidential,
        unit=unit_of(listing),
        lines=lines_of(listing, now, clocks, names),
        uncounted=uncounted_lines(listing, now),
        text=f"confirmed {in_words(text.age)} ago" if listing.verified_at else "never confirmed",
        text_freshness=text.freshness,
        verified_at=listing.verified_at,
        reasons=tuple(_reasons(read, proposals)),
        proposals=proposals,
        delegates=listing.delegates_in_force,  # type: ignore[attr-defined]
        reminded_at=_reminder_that_waits(listing, read),
        digest=seen_digest(listing),
        urgency=_urgency(read, proposals),
    )


def _reasons(read: dict[ClockName, Reading], proposals: int) -> list[str]:
    """What needs a look, in words; the first is the most urgent."""
    counts, text, reasons = read.get(ClockName.COUNTS), read[ClockName.TEXT], []
    if counts and counts.is_overdue:
        reasons.append("Never counted" if counts.freshness == Freshness.NEVER else "Count too old: shown as not known")
    elif counts and counts.freshness == Freshness.AGEING:
        reasons.append("Count grows old")
    if text.is_overdue:
        reasons.append("Text never confirmed" if text.freshness == Freshness.NEVER else "Text out of date")
    elif text.freshness == Freshness.AGEING:
        reasons.append("Text grows old")
    if proposals:
        reasons.append(f"{proposals} proposed change{'s' if proposals > 1 else ''}")
    return reasons


def _urgency(read: dict[ClockName, Reading], proposals: int) -> tuple[int, float]:
    """Counts that nobody can believe come first, then proposals, then texts, then what only grows old; oldest first."""
    counts, text = read.get(ClockName.COUNTS), read[ClockName.TEXT]
    if counts and counts.is_overdue:
        return 0, -counts.age.total_seconds()
    if proposals:
        return 1, -text.age.total_seconds()
    if text.is_overdue:
        return 2, -text.age.total_seconds()
    return 3, -(counts or text).age.total_seconds()


def _reminder_that_waits(listing: Listing, read: dict[ClockName, Reading]) -> datetime.datetime | None:
    reminded: datetime.datetime | None = listing.reminded_at  # type: ignore[attr-defined]
    waits = reminded and any(reading.since <= reminded and reading.freshness != "fresh" for reading in read.values())
    return reminded if waits else None
