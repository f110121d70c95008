"""Invented listings over all 58 counties: every county has one, most are where most people live, and much is missing.

The same on every machine; only ages of counts are measured from the moment of building.
"""

from __future__ import annotations

from django.utils import timezone

import search
from resources.demo_counts import CountMaker
from resources.demo_listings import LISTINGS, ListingMaker
from resources.models import Availability, Listing
from resources.search_documents import KIND

__all__ = ["LISTINGS", "build", "write"]


def build() -> None:
    """Writes the listings and their counts, and tells search of them."""
    search.changed(KIND, *(listing.pk for listing in write()))


def write() -> list[Listing]:
    """The listings and their counts, each table in one go; search doesn't know of them yet."""
    now = timezone.now()
    maker, counter = ListingMaker(now), CountMaker(now)
    made = maker.make_all()
    Listing.objects.bulk_create(each.listing for each in made)
    for field in made[0].related:
        through = Listing._meta.get_field(field).remote_field.through
        source, target = (
            Listing._meta.get_field(field).m2m_field_name(),
            Listing._meta.get_field(field).m2m_reverse_name(),
        )
        through.objects.bulk_create(
            through(**{f"{source}_id": each.listing.pk, target: row.pk}) for each in made for row in each.related[field]
        )
    Availability.objects.bulk_create(count for each in made for count in counter.counts_of(each))
    return [each.listing for each in made]
