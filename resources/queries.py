"""Reads of the directory: plain data for a reader, in a known number of SQL queries."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from portal.accounts.models import User
from portal.counties.models import County
from resources import access, freshness, rows
from resources.freshness import Clocks, Count
from resources.models import AvailabilityStatus, Kind, LicenseStatus, Listing
from resources.search_documents import KIND
from search.service import Found, SearchRequest, find, tier_of

PAGE_SIZE = 20


@dataclass(frozen=True)
class Asked:
    """One search of the directory, as its address says it; `kind` and `county` (a slug) are empty for all."""

    text: str = ""
    county: str = ""
    kind: str = ""
    open_only: bool = False
    page: int = 1


@dataclass(frozen=True)
class Card:
    """One listing in the list. `counts` and `is_verified` are None where the reader may not know."""

    pk: uuid.UUID
    name: str
    kind_label: str
    types: tuple[str, ...]
    operator: str
    county: str
    ages: str
    is_confidential: bool
    counts: tuple[Count, ...] | None
    is_verified: bool | None


@dataclass(frozen=True)
class Directory:
    """One page of the directory."""

    asked: Asked
    cards: tuple[Card, ...]
    found: Found


@dataclass(frozen=True)
class ListingPage:
    """All that a reader may see of one listing; an empty text is not known, or not for this reader."""

    card: Card
    description: str
    counties_served: tuple[str, ...]
    populations: tuple[str, ...]
    needs: tuple[str, ...]
    trafficking: tuple[str, ...]
    languages: tuple[str, ...]
    accepts_out_of_county: bool | None
    referral_steps: str
    hours: str
    phone: str
    email: str
    website: str
    address: str
    license: str
    training_evidence: str
    verified_at: datetime.datetime | None
    owner_county: str


def counties() -> list[County]:
    """The choices of the county filter. One SQL query."""
    return list(County.objects.all())


def directory(user: User | AnonymousUser, asked: Asked) -> Directory:
    """The listings that match, best first; without words, by name. A county's are those in it and those that serve it.

    An unknown county or kind finds nothing. SQL queries: 6 for the search, one more for each filter, 13 for the rows.
    """
    found = find(
        SearchRequest(
            text=asked.text,
            user=user,
            kinds=(KIND,),
            facets=_facets(asked),
            page=asked.page,
            size=PAGE_SIZE,
        )
    )
    tier, now, clocks = tier_of(user), timezone.now(), freshness.clocks()
    pks = [pk for _, pk in found.keys]
    listings = {str(listing.pk): listing for listing in rows.complete(access.of_tier(tier).filter(pk__in=pks))}
    cards = (_card(listings[pk], access.visible_fields(listings[pk], tier), now, clocks) for pk in pks)
    return Directory(asked, tuple(cards), found)


def listing_page(user: User | AnonymousUser, pk: uuid.UUID) -> ListingPage | None:
    """What this reader may see of a listing; None where they don't find it at all. 13 SQL queries."""
    tier = tier_of(user)
    listing = rows.complete(access.of_tier(tier).filter(pk=pk)).first()
    return _page(listing, access.visible_fields(listing, tier)) if listing else None


def _facets(asked: Asked) -> dict[str, tuple[str, ...]]:
    facets = {
        "county": asked.county,
        "kind": asked.kind,
        "availability": AvailabilityStatus.CAPACITY if asked.open_only else "",
    }
    return {name: (code,) for name, code in facets.items() if code}


def _card(listing: Listing, fields: frozenset[str], now: datetime.datetime, clocks: Clocks) -> Card:
    return Card(
        pk=listing.pk,
        name=listing.name,
        kind_label=Kind(listing.kind).label,
        types=tuple(term.label for term in listing.types.all()),
        operator=listing.operator,
        county=str(listing.county),
        ages=_ages(listing) if "ages" in fields else "",
        is_confidential=listing.is_confidential,
        counts=tuple(freshness.said(listing, listing.last_counts, now, clocks)) if "availability" in fields else None,
        is_verified=freshness.is_verified(listing, now, clocks) if "verified_at" in fields else None,
    )


def _page(listing: Listing, fields: frozenset[str]) -> ListingPage:
    def text(name: str) -> str:
        return getattr(listing, name) if name in fields else ""

    def labels(name: str) -> tuple[str, ...]:
        return tuple(term.label for term in getattr(listing, name).all()) if name in fields else ()

    return ListingPage(
        card=_card(listing, fields, timezone.now(), freshness.clocks()),
        description=text("description"),
        counties_served=tuple(county.name for county in listing.counties_served.all()),
        populations=labels("populations"),
        needs=labels("needs"),
        trafficking=labels("trafficking"),
        languages=labels("languages"),
        accepts_out_of_county=listing.accepts_out_of_county if "accepts_out_of_county" in fields else None,
        referral_steps=text("referral_steps"),
        hours=text("hours"),
        phone=text("phone"),
        email=text("email"),
        website=text("website"),
        address=text("address"),
        license=_license(listing) if "license" in fields else "",
        training_evidence=text("training_evidence"),
        verified_at=listing.verified_at if "verified_at" in fields else None,
        owner_county=str(listing.owner_county),
    )


def _ages(listing: Listing) -> str:
    match listing.minimum_age, listing.maximum_age:
        case None, None:
            return ""
        case None, maximum:
            return f"up to {maximum}"
        case minimum, None:
            return f"{minimum} and older"
        case minimum, maximum:
            return f"{minimum} to {maximum}"


def _license(listing: Listing) -> str:
    label = LicenseStatus(listing.license_status).label
    return f"{label}, number {listing.license_number}" if listing.license_number else label
