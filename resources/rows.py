"""Listings with all that a page or a document of them reads, in a known number of SQL queries."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from resources.models import Availability, Listing

QUERIES = 8  # the listings, six many-to-many fields, the last counts


def complete(listings: QuerySet[Listing]) -> QuerySet[Listing]:
    """Adds every related row; the last counts stand in `listing.last_counts`."""
    return listings.select_related("county", "owner_county").prefetch_related(
        "types",
        "counties_served",
        "populations",
        "needs",
        "trafficking",
        "languages",
        Prefetch(
            "counts",
            Availability.objects.last_of_each().select_related("population").order_by("population__position", "pk"),
            to_attr="last_counts",
        ),
    )
