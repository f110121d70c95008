"""One listing as one entry of a list, for a reader's tier."""

from __future__ import annotations

import datetime
import re
import uuid
from dataclasses import dataclass

from resources import access, freshness
from resources.freshness import Clocks, Count
from resources.models import Kind, Listing
from search import Tier


@dataclass(frozen=True)
class Card:
    """What a list shows of a listing; an empty text is not known, or not for this reader.

    `counts`, `accepts_out_of_county` and `is_verified` are None where the reader may not know. `reasons` say why it was
    found, `miles` how far its county's people live from the place that was searched around, `serves` which of the counties
    that were asked for it serves without being in them.
    """

    pk: uuid.UUID
    name: str
    kind_label: str
    types: tuple[str, ...]
    operator: str
    county: str
    serves: tuple[str, ...]
    ages: str
    phone: str
    is_confidential: bool
    counts: tuple[Count, ...] | None
    accepts_out_of_county: bool | None
    is_verified: bool | None
    reasons: tuple[str, ...] = ()
    miles: int | None = None

    @property
    def dial(self) -> str:
        """The phone number as a telephone takes it."""
        return dial(self.phone)


def card(
    listing: Listing,
    tier: Tier,
    now: datetime.datetime,
    clocks: Clocks,
    *,
    counties: tuple[str, ...] = (),
    reasons: tuple[str, ...] = (),
    miles: float | None = None,
) -> Card:
    """Makes the entry of a complete row (`resources.rows`). `counties`: slugs of those asked for. No SQL query."""
    fields = access.visible_fields(listing, tier)
    return Card(
        pk=listing.pk,
        name=listing.name,
        kind_label=Kind(listing.kind).label,
        types=tuple(term.label for term in listing.types.all()),
        operator=listing.operator,
        county=str(listing.county),
        serves=_serves(listing, counties),
        ages=ages(listing) if "ages" in fields else "",
        phone=listing.phone if "phone" in fields else "",
        is_confidential=listing.is_confidential,
        counts=tuple(freshness.said(listing, listing.last_counts, now, clocks)) if "availability" in fields else None,
        accepts_out_of_county=listing.accepts_out_of_county if "accepts_out_of_county" in fields else None,
        is_verified=freshness.is_verified(listing, now, clocks) if "verified_at" in fields else None,
        reasons=reasons,
        miles=None if miles is None else round(miles),
    )


def _serves(listing: Listing, asked: tuple[str, ...]) -> tuple[str, ...]:
    elsewhere = {slug for slug in asked if slug != listing.county.slug}
    if elsewhere and listing.serves_statewide:
        return ("the whole state",)
    return tuple(county.name for county in listing.counties_served.all() if county.slug in elsewhere)


def ages(listing: Listing) -> str:
    """The ages that it takes, in years; empty: not stated."""
    match listing.minimum_age, listing.maximum_age:
        case None, None:
            return ""
        case None, maximum:
            return f"up to {maximum}"
        case minimum, None:
            return f"{minimum} and older"
        case minimum, maximum:
            return f"{minimum} to {maximum}"


def dial(phone: str) -> str:
    """The digits of the first number of a text, with a plus if it has one; empty: there is none to dial."""
    number = re.search(r"\+?\d[\d\s().-]{5,}\d", phone)
    return re.sub(r"[^\d+]", "", number[0]) if number else ""
