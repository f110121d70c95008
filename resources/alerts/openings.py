"""When a bed opens: a count after which a listing has room for somebody for whom it had none, or nobody knew."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from functools import partial

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from resources import freshness
from resources.freshness import Clocks
from resources.models import Availability, AvailabilityStatus, Listing, Opening

ANYBODY = ""  # stands among codes of populations for "somebody, whoever it is"


def with_counts(listings: QuerySet[Listing]) -> QuerySet[Listing]:
    """Adds what `room_of` reads. Four SQL queries."""
    counts = Availability.objects.last_of_each().select_related("population")
    # the attribute is named on the model, for whoever gets a row; the plugin of the type checker would name it here
    return listings.select_related("county", "owner_county").prefetch_related(  # type: ignore[no-redef]
        "types", "populations", Prefetch("counts", counts, to_attr="last_counts")
    )


def room_of(listing: Listing, counts: Sequence[Availability], now: datetime.datetime, clocks: Clocks) -> frozenset[str]:
    """For whom there is an open bed, counted lately enough to be believed: codes of populations, and ANYBODY if for any.

    A population that was counted by itself is judged by that count; the others that the listing serves by the count for
    everyone.
    """
    lines = freshness.said(listing, counts, now, clocks)
    is_open = {line.population for line in lines if line.status == AvailabilityStatus.CAPACITY}
    if not is_open:
        return frozenset()
    counted = {line.population for line in lines}
    others = {term.code for term in listing.populations.all()} - counted if "" in is_open else set()
    return frozenset(is_open | others | {ANYBODY})


def opens_for(asked: Collection[str], before: Collection[str], after: Collection[str]) -> bool:
    """Whether somebody who asks for these populations, or for none, finds room that they didn't find before."""
    wanted = set(asked) or {ANYBODY}
    return not wanted.isdisjoint(after) and wanted.isdisjoint(before)


def note_count(count: Availability) -> None:
    """Keeps an opening if this count made one, and has it told after the commit. In the transaction of the count.

    Call it after `note_change`, which locks the listing: of two counts at once the second one sees the first. No SQL query
    for a count without room; four, and two more for an opening.
    """
    from resources.alerts.tasks import tell  # inline: telling reads through actions, which call this

    if count.status != AvailabilityStatus.CAPACITY:
        return
    now, clocks = timezone.now(), freshness.clocks()
    listing = with_counts(Listing.objects.filter(pk=count.listing_id)).get()
    if count not in listing.last_counts:
        return  # an older count came late
    earlier = (
        listing.counts.filter(population=count.population).exclude(pk=count.pk).select_related("population").first()
    )
    others = [each for each in listing.last_counts if each != count]
    before = room_of(listing, [*others, *([earlier] if earlier else [])], now, clocks)
    if room_of(listing, listing.last_counts, now, clocks) <= before:
        return
    opening = Opening.objects.create(listing=listing, count=count, open_before=sorted(before))
    transaction.on_commit(partial(tell.enqueue, [opening.pk]), robust=True)
