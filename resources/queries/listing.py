"""All that a reader may see of one listing."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.formats import date_format

from portal.counties.models import County
from resources import access, freshness, rows
from resources.freshness import Clocks
from resources.models import LicenseStatus, Listing, Security
from resources.queries.cards import Card, card
from resources.queries.sought import Sought
from search import Tier

Fact = tuple[str, str]  # its name and what is known


@dataclass(frozen=True)
class Section:
    """Facts that belong together, those that are known and for this reader."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class ListingPage:
    """All that a reader may see of one listing; an empty text is not known, or not for this reader.

    `verified_at` is None, too, where nobody has confirmed it; whether the reader may know tells `card.is_verified`.
    `is_keeper`: whether the reader of this page keeps it; False where the page was made for a tier.
    """

    card: Card
    city: str
    description: str
    referral_steps: str
    email: str
    website: str
    sections: tuple[Section, ...]
    verified_at: datetime.datetime | None
    owner_county: County
    is_keeper: bool = False


def listing_page(sought: Sought, pk: uuid.UUID) -> ListingPage | None:
    """What the reader of a search may see of a listing, ended terms included; None where they don't find it at all.

    How far it is is told where the search was around a place. 14 SQL queries for members.
    """
    listing = rows.complete(access.of_tier(sought.tier).filter(pk=pk)).first()
    if listing is None:
        return None
    page = page_of(listing, sought.tier, timezone.now(), freshness.clocks(), miles=_miles(sought, listing))
    return replace(page, is_keeper=access.keeps(sought.user, listing))


def page_of(
    listing: Listing, tier: Tier, now: datetime.datetime, clocks: Clocks, *, miles: float | None = None
) -> ListingPage:
    """What readers of a tier that finds a complete row (`resources.rows`) may see of it. No SQL query."""
    fields = access.visible_fields(listing, tier)

    def text(name: str) -> str:
        return getattr(listing, name) if name in fields else ""

    return ListingPage(
        card=card(listing, tier, now, clocks, miles=miles),
        city=text("city"),
        description=text("description"),
        referral_steps=text("referral_steps"),
        email=text("email"),
        website=text("website"),
        sections=tuple(section for section in _sections(listing, fields) if section.facts),
        verified_at=listing.verified_at if "verified_at" in fields else None,
        owner_county=listing.owner_county,
    )


def _miles(sought: Sought, listing: Listing) -> float | None:
    return sought.spot.miles_to(listing.county) if sought.spot else None


def _sections(listing: Listing, fields: frozenset[str]) -> Iterable[Section]:
    def fact(field: str, name: str, value: str) -> list[Fact]:
        return [(name, value)] if field in fields and value else []

    def labels(field: str) -> str:
        return ", ".join(str(each) for each in getattr(listing, field).all()) if field in fields else ""

    accepts = {True: "Accepted", False: "Not accepted", None: ""}[listing.accepts_out_of_county]
    yield Section(
        "For whom",
        (
            *fact("populations", "Serves", labels("populations")),
            *fact("needs", "Needs it can meet", labels("needs")),
            *fact("trafficking", "Knows", labels("trafficking")),
            *fact("languages", "Languages", labels("languages")),
            *fact("accepts_out_of_county", "Youth from other counties", accepts),
            *fact("security", "Locked or unlocked", Security(listing.security).label if listing.security else ""),
        ),
    )
    yield Section(
        "Where and when",
        (
            *fact("operator", "Run by", listing.operator),
            *fact("counties_served", "Counties served", _served(listing)),
            *fact("access", "Ways in", labels("access")),
            *fact("hours", "Hours", listing.hours),
            *fact("address", "Address", listing.address),
        ),
    )
    yield Section(
        "Paying and license",
        (
            *fact("funding", "Funding it takes", labels("funding")),
            *fact("contracts_with", "Contracts with", labels("contracts_with")),
            *fact("presumptive_transfer", "Presumptive transfer", listing.presumptive_transfer),
            *fact("license", "License", _license(listing)),
            *fact("training_evidence", "Training on exploitation", _training(listing)),
        ),
    )


def _served(listing: Listing) -> str:
    if listing.serves_statewide:
        return "The whole state"
    return ", ".join(county.name for county in listing.counties_served.all())


def _license(listing: Listing) -> str:
    parts = [LicenseStatus(listing.license_status).label]
    if listing.license_type:
        parts.append(listing.license_type)
    if listing.license_number:
        parts.append(f"number {listing.license_number}")
    if listing.license_capacity:
        parts.append(f"for {listing.license_capacity} at most")
    if listing.license_checked_on:
        parts.append(f"as looked up on {date_format(listing.license_checked_on)}")
    return ", ".join(parts)


def _training(listing: Listing) -> str:
    if listing.training_evidence and listing.training_on:
        return f"{listing.training_evidence}, {date_format(listing.training_on)}"
    return listing.training_evidence
