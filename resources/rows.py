"""Listings with all that a page or a document of them reads, in a known number of SQL queries."""

from __future__ import annotations

from django.db.models import F, Prefetch, QuerySet

from portal.vocabulary.models import Term
from resources.models import Availability, Listing


def complete(listings: QuerySet[Listing]) -> QuerySet[Listing]:
    """Adds every related row; the last counts stand in `listing.last_counts`. Eleven SQL queries."""
    # the attribute is named on the model, for whoever gets a row; the plugin of the type checker would name it here
    return listings.select_related("county", "owner_county").prefetch_related(  # type: ignore[no-redef]
        Prefetch("types", Term.objects.select_related("broader__broader")),
        "counties_served",
        "populations",
        "needs",
        "trafficking",
        "languages",
        "access",
        "funding",
        "contracts_with",
        Prefetch(
            "counts",
            Availability.objects.last_of_each()
            .select_related("population")
            .order_by(F("population__position").asc(nulls_first=True), "pk"),
            to_attr="last_counts",
        ),
    )


def newest_counts(listing: Listing) -> QuerySet[Availability]:
    """The twenty newest counts of one listing, with who made them. One SQL query."""
    return listing.counts.select_related("population", "counted_by")[:20]
