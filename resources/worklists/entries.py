"""Listings of a list, as one reader may see them now. Every list is read through here: none is believed about permission."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from portal.accounts.models import User
from resources import access, freshness, rows
from resources.queries.listing import ListingPage, page_of
from search.service import tier_of


def entries(user: User, pks: Collection[UUID]) -> dict[UUID, ListingPage]:
    """What the person may see of these listings; one that they don't find is missing. 13 SQL queries."""
    tier, now, clocks = tier_of(user), timezone.now(), freshness.clocks()
    listings = rows.complete(access.of_tier(tier).filter(pk__in=pks))
    return {listing.pk: page_of(listing, tier, now, clocks) for listing in listings}


def in_order(user: User, pks: Collection[UUID]) -> tuple[ListingPage, ...]:
    """The same, in the order of `pks`, without what is missing."""
    found = entries(user, pks)
    return tuple(found[pk] for pk in pks if pk in found)
