"""What of a listing can be found, by whom: one document for each tier, made of the fields that the tier may see."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from resources import access, freshness, rows
from resources.models import AvailabilityStatus, Kind, Listing, Status
from search import Hit, SearchDocument, Tier, TimedCode
from search.service import tier_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

KIND = "listing"
AVAILABILITY, OPEN, FULL, UNKNOWN = "availability", "open", "full", "unknown"


class Listings:
    """The directory as a source of search (`search.Source`)."""

    def documents(self, pks: Sequence[str]) -> Iterator[SearchDocument]:
        clocks = freshness.clocks()
        for listing in rows.complete(Listing.objects.filter(pk__in=pks)):
            for tier in Tier:
                fields = access.visible_fields(listing, tier)
                if fields:
                    yield _document(listing, tier, fields, clocks)

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
    parts = [types or Kind(listing.kind).label, f"in {listing.county}"]
    line = " ".join(parts)
    if "availability" not in fields:
        return f"{line}."
    return f"{line}. {freshness.said(listing, listing.last_counts, now, clocks)[0].sentence}."


def _document(listing: Listing, tier: Tier, fields: frozenset[str], clocks: freshness.Clocks) -> SearchDocument:
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
        facets=_facets(listing),
        version=listing.version,
        timed=tuple(_availability(listing, clocks)) if "availability" in fields else (),
    )


def _terms(listing: Listing, fields: frozenset[str]) -> Iterator[str]:
    yield Kind(listing.kind).label
    yield str(listing.county)
    for name in ("populations", "needs", "trafficking", "languages"):
        if name in fields:
            yield from (term.label for term in getattr(listing, name).all())
    yield from (county.name for county in listing.counties_served.all())


def _texts(listing: Listing, fields: frozenset[str]) -> Iterator[str]:
    for name in ("description", "referral_steps", "hours", "phone", "email", "website", "address", "training_evidence"):
        if name in fields:
            yield getattr(listing, name)
    if "license" in fields:
        yield listing.license_number


def _facets(listing: Listing) -> dict[str, tuple[str, ...]]:
    counties = {listing.county.slug, *(county.slug for county in listing.counties_served.all())}
    return {
        "kind": (listing.kind,),
        "type": tuple(term.code for term in listing.types.all()),
        "county": tuple(sorted(counties)),
    }


def _availability(listing: Listing, clocks: freshness.Clocks) -> Iterator[TimedCode]:
    """Open while a count with room is believed, full while only others are, unknown from then on."""
    believed = clocks[freshness.subject_of(listing)].stale
    known = [count for count in listing.last_counts if count.status != AvailabilityStatus.UNKNOWN]
    has_room = {count.as_of + believed for count in known if count.status == AvailabilityStatus.CAPACITY}
    since = None
    for code, ends in ((OPEN, has_room), (FULL, {count.as_of + believed for count in known})):
        until = max(ends, default=None)
        if until and (since is None or until > since):
            yield TimedCode(AVAILABILITY, code, since, until)
            since = until
    yield TimedCode(AVAILABILITY, UNKNOWN, since)
