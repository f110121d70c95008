"""What of a listing can be found, by whom: one document for each tier, made of the fields that the tier may see."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from resources import access, freshness, rows, search_codes
from resources.models import AvailabilityStatus, Kind, Listing, Status
from search import Hit, SearchDocument, Tier
from search.service import tier_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

KIND = "listing"
# Which line of several stands for a listing where there is room for one: the most useful.
_MOST_USEFUL = [
    AvailabilityStatus.CAPACITY,
    AvailabilityStatus.WAITLIST,
    AvailabilityStatus.ASK,
    AvailabilityStatus.NO_CAPACITY,
    AvailabilityStatus.UNKNOWN,
]
_TERMS = ("populations", "needs", "trafficking", "languages", "access", "funding")
_TEXTS = (
    "description",
    "referral_steps",
    "presumptive_transfer",
    "hours",
    "phone",
    "email",
    "website",
    "address",
    "training_evidence",
)


class Listings:
    """The directory as a source of search (`search.Source`)."""

    def documents(self, pks: Sequence[str]) -> Iterator[SearchDocument]:
        """Eighteen SQL queries for a batch, whatever its size."""
        world = search_codes.World.now(freshness.clocks())
        found = {tier: set(access.of_tier(tier).filter(pk__in=pks).values_list("pk", flat=True)) for tier in Tier}
        for listing in rows.complete(Listing.objects.filter(pk__in=pks)):
            facets = search_codes.lasting(listing, world)
            for tier in Tier:
                if listing.pk in found[tier]:
                    yield _document(listing, tier, facets, world)

    def all_pks(self) -> Iterable[str]:
        live = Listing.objects.filter(status=Status.LIVE)
        return (str(pk) for pk in live.values_list("pk", flat=True).order_by("pk"))

    def visible_pks(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[str]:
        visible = {str(pk) for pk in access.visible_to(user).filter(pk__in=pks).values_list("pk", flat=True)}
        return [pk for pk in pks if pk in visible]

    def hits(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[Hit]:
        tier, now, clocks = tier_of(user), timezone.now(), freshness.clocks()
        found = {str(listing.pk): listing for listing in rows.complete(access.of_tier(tier).filter(pk__in=pks))}
        return [
            Hit(
                title=listing.name,
                url=reverse("resources:listing", args=[listing.pk]),
                summary=summary(listing, access.visible_fields(listing, tier), now, clocks),
                kind_label="Directory",
            )
            for listing in (found[pk] for pk in pks)
        ]


def summary(listing: Listing, fields: frozenset[str], now: datetime.datetime, clocks: freshness.Clocks) -> str:
    """One line: what it is, where, and how much room there is if the reader may know."""
    types = ", ".join(term.label for term in listing.types.all())
    line = f"{types or Kind(listing.kind).label} in {listing.county}"
    if "availability" not in fields:
        return f"{line}."
    lines = freshness.said(listing, listing.last_counts, now, clocks)
    return f"{line}. {min(lines, key=lambda count: _MOST_USEFUL.index(count.status)).sentence}."


def _document(listing: Listing, tier: Tier, facets: search_codes.Facets, world: search_codes.World) -> SearchDocument:
    fields = access.visible_fields(listing, tier)
    return SearchDocument(
        kind=KIND,
        pk=str(listing.pk),
        tier=tier,
        fields={
            "title": listing.name,
            "alias": " ".join([listing.operator, *(term.label for term in listing.types.all())]),
            "terms": " ".join(_terms(listing, fields)),
            "body": " ".join(_texts(listing, fields)),
        },
        facets=search_codes.of_fields(facets, fields),
        version=listing.search_version,
        timed=tuple(search_codes.timed(listing, fields, world)),
        place=_place(listing),
    )


def _place(listing: Listing) -> tuple[float, float]:
    """The center of the county's people, for everybody and every listing.

    Nothing nearer exists in an index: by the distances from three places anyone could work out where a shelter stands.
    """
    return listing.county.population_latitude, listing.county.population_longitude


def _terms(listing: Listing, fields: frozenset[str]) -> Iterator[str]:
    yield Kind(listing.kind).label
    yield str(listing.county)
    yield from (term.broader.label for term in listing.types.all() if term.broader)
    for name in _TERMS:
        if name in fields:
            yield from (term.label for term in getattr(listing, name).all())
    yield from (county.name for county in listing.counties_served.all())
    if listing.serves_statewide:
        yield "Statewide, all counties"
    if "city" in fields:
        yield listing.city
    if "accepts_out_of_county" in fields and listing.accepts_out_of_county:
        yield "Accepts youth from other counties"
    if "security" in fields:
        yield listing.get_security_display()


def _texts(listing: Listing, fields: frozenset[str]) -> Iterator[str]:
    for name in _TEXTS:
        if name in fields:
            yield getattr(listing, name)
    if "license" in fields:
        yield from (listing.license_type, listing.license_number)
