"""Saying that listings are still right: their text and contacts, their counts, or both."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone

from portal import audit
from resources import rows
from resources.actions import note_change, prepare_count, record_count
from resources.keeping import access
from resources.keeping.keepers import Keeper
from resources.keeping.statements import seen_digest, split_digest
from resources.models import Availability, AvailabilityStatus, Confirmation, Listing


class What(models.TextChoices):
    """What somebody checked."""

    ALL = "all", "everything"
    TEXT = "text", "text and contacts"
    COUNTS = "counts", "open beds or places"


@dataclass
class Outcome:
    """What came of it, by listing: `changed` ones were not confirmed, `uncounted` have no number to repeat."""

    confirmed: list[Listing] = field(default_factory=list)
    changed: list[Listing] = field(default_factory=list)
    uncounted: list[Listing] = field(default_factory=list)


@transaction.atomic
def confirm(keeper: Keeper, seen: Mapping[uuid.UUID, str], what: What = What.ALL) -> Outcome:
    """Confirms listings as they stood on the page: `seen` maps each key to its digest there (`statements.seen_digest`).

    A listing that somebody else changed, counted or confirmed since is left alone and named in the outcome. What this
    very keeper did since is the same press sent twice, and adds nothing. Refuses (PermissionDenied) all of it if one of
    the listings isn't theirs to keep.
    """
    outcome = Outcome()
    for listing in _locked(keeper, seen):
        _confirm(keeper, listing, seen[listing.pk], what, outcome)
    note_change(*outcome.confirmed)
    return outcome


def _locked(keeper: Keeper, seen: Iterable[uuid.UUID]) -> list[Listing]:
    keys = set(seen)
    list(Listing.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    listings = list(rows.complete(access.kept_by(keeper).filter(pk__in=keys)))
    if len(listings) != len(keys):
        raise PermissionDenied("One of these listings is kept by another county. Open your list again and repeat it.")
    return listings


def _confirm(keeper: Keeper, listing: Listing, seen: str, what: What, outcome: Outcome) -> None:
    version, newest, verified = split_digest(seen)
    version_now, newest_now, verified_now = split_digest(seen_digest(listing))
    newer = listing.counts.filter(pk__gt=newest) if newest != newest_now else []
    if version != version_now or (what != What.TEXT and not all(keeper.counted(count) for count in newer)):
        outcome.changed.append(listing)
        return
    known = [count for count in listing.last_counts if count.status != AvailabilityStatus.UNKNOWN]
    if what == What.COUNTS and not known:
        outcome.uncounted.append(listing)
        return
    if what != What.TEXT and newest == newest_now:
        for count in known:
            _repeat(keeper, listing, count)
    if what != What.COUNTS and verified == verified_now:
        _confirm_text(keeper, listing)
    outcome.confirmed.append(listing)


def _repeat(keeper: Keeper, listing: Listing, count: Availability) -> None:
    again = prepare_count(
        listing,
        population=count.population,
        status=count.status,
        total=count.total,
        occupied=count.occupied,
        held=count.held,
        waiting_length=count.waiting_length,
        waiting_days=count.waiting_days,
        counted_by=keeper.user,
        counted_by_name=keeper.delegate.name if keeper.delegate else "",
        channel=keeper.channel,
    )
    record_count(again)


def _confirm_text(keeper: Keeper, listing: Listing) -> None:
    now = timezone.now()
    Confirmation.objects.create(
        listing=listing, at=now, by=keeper.user, delegate=keeper.delegate, channel=keeper.channel
    )
    Listing.objects.filter(pk=listing.pk).update(verified_at=now)
    audit.record("listing.confirmed", listing, keeper.actor, keeper.facts)
