"""A search as the beginning of a request to other counties: codes alone, never words that somebody typed."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from resources.facets import FACETS
from resources.queries.sought import Sought

# Facets that a request asks for too. The form drops what it doesn't know.
_SHARED = frozenset({"type", "need", "language", "county"})


def request_for(sought: Sought) -> str:
    """The query string that fills in a new request from a search."""
    return urlencode([("from", "directory"), *_pairs(sought)])


def _pairs(sought: Sought) -> Iterator[tuple[str, str]]:
    bands = set(sought.asked.codes("age_band")) | {
        _band(sought, int(age)) for age in sought.asked.codes("age") if age.isdigit()
    }
    if len(bands - {""}) == 1:
        yield "age", max(bands)
    named = [code for code in sought.used if code[0] in _SHARED]
    yield from named
    if sought.spot and not sought.asked.codes("county"):
        yield "county", sought.spot.county.slug


def _band(sought: Sought, age: int) -> str:
    """The code of the age band of an age, "13-15" for 14; empty: there is none."""
    facet = next(facet for facet in FACETS if facet.name == "age_band")
    for band in sought.labels[facet.key]:
        first, _, last = band.code.partition("-")
        if first.isdigit() and last.isdigit() and int(first) <= age <= int(last):
            return band.code
    return ""
