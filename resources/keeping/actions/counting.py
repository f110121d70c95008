"""Counting one population of a listing: one way for people with accounts and for delegates."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from portal import audit
from portal.vocabulary.models import Term
from resources import rows
from resources.actions import prepare_count, record_count
from resources.keeping import access
from resources.keeping.keepers import Keeper
from resources.models import Availability, AvailabilityStatus, Listing


@dataclass(frozen=True)
class Statement:
    """What somebody says: how many of how many are open, or a word; and which count they saw before (0: none)."""

    population: Term | None = None
    open: int | None = None
    total: int | None = None
    status: str = ""
    waiting_length: int | None = None
    waiting_days: int | None = None
    seen: int = 0


class CountedMeanwhile(Exception):
    """Somebody else counted after this page was opened. `current` is that count."""

    def __init__(self, current: Availability) -> None:
        who = current.counted_by or current.counted_by_name or "Somebody else"
        super().__init__(
            f"{who} said “{current}” while this page was open, so yours is not saved yet. "
            "If you know better, save again."
        )
        self.current = current


@transaction.atomic
def count(keeper: Keeper, pk: uuid.UUID, said: Statement) -> Availability:
    """Adds a count of one population. What an offer holds stays held: it is neither open nor occupied.

    The same statement again, after one's own, is the same press sent twice and gives that count. Refuses who doesn't
    keep the listing (PermissionDenied), a count that can't be (ValidationError), and one that somebody else overtook
    (CountedMeanwhile).
    """
    Listing.objects.select_for_update().filter(pk=pk).first()
    listing = rows.complete(Listing.objects.filter(pk=pk)).get()
    access.check_may_confirm(keeper, listing)
    _check_serves(listing, said.population)
    last = next((each for each in listing.last_counts if each.population == said.population), None)
    numbers = _numbers(said, last)
    if last and last.pk != said.seen:
        if keeper.counted(last) and _says(last, numbers):
            return last
        raise CountedMeanwhile(last)
    prepared = prepare_count(
        listing,
        population=said.population,
        counted_by=keeper.user,
        counted_by_name=keeper.delegate.name if keeper.delegate else "",
        channel=keeper.channel,
        **numbers,
    )
    made = record_count(prepared)
    if keeper.delegate:  # the record of the count names no delegation
        audit.record("delegate.counted", keeper.delegate, keeper.actor, {"count": made.pk})
    return made


def _check_serves(listing: Listing, population: Term | None) -> None:
    counted = {each.population for each in listing.last_counts}
    if population and population not in counted and population not in set(listing.populations.all()):
        raise ValidationError("This listing is not for that group. Count one that it serves, or change the listing.")


def _numbers(said: Statement, last: Availability | None) -> dict[str, Any]:
    waiting = {"waiting_length": said.waiting_length, "waiting_days": said.waiting_days}
    if said.open is None or said.total is None:
        return {"status": said.status, "total": None, "occupied": None, "held": 0, **waiting}
    held = last.held if last else 0
    occupied = said.total - said.open - held
    if occupied < 0:
        by_offers = f" and {held} held by an offer" if held else ""
        raise ValidationError(
            f"{said.open} open{by_offers} are more than {said.total} in all. Count again, or correct how many there are."
        )
    has_list = said.status == AvailabilityStatus.WAITLIST
    status = AvailabilityStatus.WAITLIST.value if has_list else ""
    return {"status": status, "total": said.total, "occupied": occupied, "held": held, **waiting}


def _says(count: Availability, numbers: dict[str, Any]) -> bool:
    same = all(getattr(count, name) == value for name, value in numbers.items() if name != "status")
    return same and (numbers["total"] is not None or count.status == numbers["status"])
