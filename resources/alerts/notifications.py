"""What people are told when a bed opens: the listing and its county, never words of a search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from portal.notify import Delivery, NotificationKind
from resources import freshness
from resources.alerts import access
from resources.alerts.matching import criteria_of
from resources.alerts.openings import opens_for, room_of, with_counts
from resources.models import Kind, Listing

if TYPE_CHECKING:
    from portal.accounts.models import User

OPENED = "listing.opened"


def ref_of(pk: int) -> str:
    """How notifications name an opening."""
    return f"opening:{pk}"


def _pk_of(ref: str) -> int:
    return int(ref.removeprefix("opening:"))


def _titles(user: User, refs: Sequence[str]) -> dict[str, str]:
    """Of those openings that the person may see and that still stand. Eight SQL queries at most, however many there are."""
    alerts = list(access.alerts_told_to(user, map(_pk_of, refs)))
    if not alerts:
        return {}
    now, clocks = timezone.now(), freshness.clocks()
    listings = list(with_counts(Listing.objects.filter(pk__in={alert.opening.listing_id for alert in alerts})))
    room = {listing.pk: room_of(listing, listing.last_counts, now, clocks) for listing in listings}
    titles = {listing.pk: _title(listing) for listing in listings}
    return {
        ref_of(alert.opening_id): titles[alert.opening.listing_id]
        for alert in alerts
        if opens_for(
            criteria_of(alert.search.address).populations, alert.opening.open_before, room[alert.opening.listing_id]
        )
    }


def _title(listing: Listing) -> str:
    """A mail passes through many hands: of a confidential listing it names the county alone."""
    unit = "bed" if listing.kind == Kind.PLACEMENT else "place"
    name = "a confidential listing" if listing.is_confidential else listing.name
    return f"A {unit} has opened: {name}, {listing.county}"


KINDS = [
    NotificationKind(
        code=OPENED,
        label="A bed opens that fits a saved search",
        can_see=lambda user, ref: ref in _titles(user, [ref]),
        title=lambda user, ref: _titles(user, [ref])[ref],
        titles=_titles,
        url=lambda ref: reverse("resources:opening", args=[_pk_of(ref)]),
        default=Delivery.INSTANT,
    )
]
