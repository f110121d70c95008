"""The 58 counties of California: facts, neighbors, distances, dated tags, the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.counties.models import County
    from portal.counties.queries import Neighbor


def distance(a: County, b: County) -> float:
    """Miles between two counties' people: see `portal.counties.geography.distance`."""
    from portal.counties import geography  # inline: Django imports this package before models are loaded

    return geography.distance(a, b)


def neighbors(county: County) -> list[Neighbor]:
    """The counties that border one, nearest first: see `portal.counties.queries.neighbors`."""
    from portal.counties import queries  # inline: as above

    return queries.neighbors(county)
