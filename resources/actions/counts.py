"""Counting beds and places."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from portal import audit
from portal.accounts.models import User
from portal.vocabulary.models import Term
from resources import access
from resources.actions.changes import note_change
from resources.alerts import openings
from resources.models import Availability, AvailabilityStatus, Channel, Listing, status_of

MOST = 32_767  # what the database holds in one of these numbers


def count_beds(listing: Listing, *, by: User, **count: Any) -> Availability:
    """Adds a count by a person who keeps the listing; what may be given, and is refused, as in `prepare_count`.

    Refuses who doesn't keep it (PermissionDenied).
    """
    access.check_may_keep(by, listing)
    return record_count(prepare_count(listing, counted_by=by, **count))


def prepare_count(
    listing: Listing,
    *,
    total: int | None = None,
    occupied: int | None = None,
    held: int = 0,
    status: str | None = None,
    waiting_length: int | None = None,
    waiting_days: int | None = None,
    population: Term | None = None,
    as_of: datetime.datetime | None = None,
    counted_by: User | None = None,
    counted_by_name: str = "",
    channel: Channel = Channel.SITE,
) -> Availability:
    """A count that can be recorded; refuses (ValidationError) one that can't be. Nothing is clamped.

    With numbers the status is derived from them: leave it out, or give WAITLIST where a full listing has a waiting list.
    `as_of`: the moment of counting, now unless given. Who counted is a person, or a name without an account.
    """
    count = Availability(
        listing=listing,
        population=population,
        status=status_said(status, total, occupied, held, waiting_length, waiting_days),
        total=total,
        occupied=occupied,
        held=held,
        waiting_length=waiting_length,
        waiting_days=waiting_days,
        as_of=as_of or timezone.now(),
        counted_by=counted_by,
        counted_by_name=counted_by_name,
        channel=channel,
    )
    _check(count)
    return count


@transaction.atomic
def record_count(count: Availability) -> Availability:
    """Adds a prepared count; earlier ones stay. The caller has checked that who counted may do so."""
    count.save(force_insert=True)
    facts = {name: getattr(count, name) for name in ("status", "total", "occupied", "held", "channel")}
    audit.record("listing.counted", count.listing, count.counted_by, facts)
    note_change(count.listing)
    openings.note_count(count)
    return count


def status_said(
    status: str | None,
    total: int | None,
    occupied: int | None,
    held: int = 0,
    waiting_length: int | None = None,
    waiting_days: int | None = None,
) -> str:
    """The status of a count: what its numbers say, or the given word where there are none.

    Refuses (ValidationError) a count with neither, and a word that the numbers contradict.
    """
    if total is None or occupied is None:
        if not status:
            raise ValidationError("Say how many there are and how many are occupied, or choose a status instead.")
        return status
    has_list = status == AvailabilityStatus.WAITLIST or (waiting_length, waiting_days) != (None, None)
    derived = status_of(total=total, occupied=occupied, held=held, has_waiting_list=has_list)
    if status and status != derived:
        raise ValidationError("The numbers say something else than the status. Leave one of them out.")
    return derived


def _check(count: Availability) -> None:
    numbers = [count.total, count.occupied, count.held, count.waiting_length, count.waiting_days]
    given = [number for number in numbers if number is not None]
    if any(number < 0 for number in given):
        raise ValidationError("A number is below zero. Count again.")
    if any(number > MOST for number in given):
        raise ValidationError("A number is too large to be beds or places. Count again.")
    if count.as_of > timezone.now():
        raise ValidationError("The time of counting lies in the future. Use the time at which the beds were counted.")
    count.validate_constraints()
