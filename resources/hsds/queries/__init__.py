"""Reads of the API: objects of HSDS for a reader. What there is at all is decided by `resources.access` and by search."""

from __future__ import annotations

from collections.abc import Callable

from resources.hsds.asking import Asked
from resources.hsds.queries.found import Found
from resources.hsds.queries.listed import place, places, service, services
from resources.hsds.queries.run_by import organization, organizations
from resources.hsds.queries.vocabulary import taxonomies, taxonomy, taxonomy_term, taxonomy_terms
from resources.hsds.reader import Reader

LISTS: dict[str, Callable[[Reader, Asked], Found]] = {
    "services": services,
    "organizations": organizations,
    "service_at_locations": places,
    "taxonomies": taxonomies,
    "taxonomy_terms": taxonomy_terms,
}
ITEMS = {
    "services": service,
    "organizations": organization,
    "service_at_locations": place,
    "taxonomies": taxonomy,
    "taxonomy_terms": taxonomy_term,
}

__all__ = ["ITEMS", "LISTS", "Found"]
