"""Listings as services, and as services at their locations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from django.utils import timezone

from resources import access, freshness, rows
from resources.hsds import mapping
from resources.hsds.asking import Asked
from resources.hsds.ids import listing_of_place
from resources.hsds.mapping import Sight
from resources.hsds.mapping.sight import Object, moment
from resources.hsds.queries.found import Found
from resources.hsds.queries.matching import pks, with_modified
from resources.hsds.reader import Reader
from resources.models import Listing
from search import Tier

Make = Callable[[Listing, Sight], Object]


def sight(tier: Tier) -> Sight:
    """What a tier sees now. One SQL query."""
    return Sight(tier, timezone.now(), freshness.clocks())


def complete(tier: Tier, keys: Sequence[str]) -> list[Listing]:
    """The complete rows of those that the tier finds at this moment, in the order of the keys."""
    found = {str(row.pk): row for row in rows.complete(access.of_tier(tier).filter(pk__in=keys))}
    return [found[key] for key in keys if key in found]


def services(reader: Reader, asked: Asked) -> Found:
    """The services that a question finds: in brief, whole (`full`), or as `id` and `modified_date` (`minimal`)."""
    keys = pks(reader, asked)
    if asked.minimal:
        return Found(keys, partial(_minimal, reader.tier))
    return Found(keys, partial(_made, reader.tier, mapping.service if asked.full else mapping.service_in_brief))


def places(reader: Reader, asked: Asked) -> Found:
    """The services at their locations that a question finds, in brief or whole (`full`)."""
    return Found(pks(reader, asked), partial(_made, reader.tier, _place if asked.full else _place_in_brief))


def service(reader: Reader, pk: UUID, asked: Asked) -> Object | None:
    """A whole service; None: the reader finds none of this identifier."""
    return next(iter(_made(reader.tier, mapping.service, [str(pk)])), None)


def place(reader: Reader, pk: UUID, asked: Asked) -> Object | None:
    """A whole service at a location; None: the reader finds none of this identifier."""
    return next(iter(_made(reader.tier, _place, [str(listing_of_place(pk))])), None)


def _made(tier: Tier, make: Make, keys: Sequence[str]) -> list[Object]:
    seen = sight(tier)
    return [make(row, seen) for row in complete(tier, keys)]


def _place(listing: Listing, seen: Sight) -> Object:
    return mapping.place(listing, seen, mapping.service(listing, seen, with_places=False))


def _place_in_brief(listing: Listing, seen: Sight) -> Object:
    return mapping.place_in_brief(listing, seen, mapping.service_in_brief(listing, seen))


def _minimal(tier: Tier, keys: Sequence[str]) -> list[Object]:
    found = with_modified(access.of_tier(tier).filter(pk__in=keys), tier)
    at = {str(pk): modified for pk, modified in found.values_list("pk", "modified_at")}  # type: ignore[misc]
    return [{"id": key, "modified_date": moment(at[key])} for key in keys if key in at]
