"""What is chosen, as chips to take away; neighboring counties in one press; the county map as a filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from portal.counties.maps import MapValue
from portal.counties.models import County
from resources.asked import Asked
from resources.choices import label_of
from resources.facets import FACETS
from resources.queries.sought import Sought
from search import Code

COUNTY = "county"
# Fewest listings of a county for each level of the map; the darkest one says that the county is chosen.
LEVELS = ((10, 3), (4, 2), (1, 1))
LEGEND = {0: "None", 1: "1 to 3", 2: "4 to 9", 3: "10 and more", 4: "Chosen"}


@dataclass(frozen=True)
class Chip:
    """One thing that narrows the search; `asked` is the search without it. `problem` says why it doesn't narrow."""

    label: str
    asked: Asked
    problem: str = ""


def chips(sought: Sought) -> tuple[Chip, ...]:
    """Everything that is chosen, what isn't used included, so that all of it can be taken away."""
    asked = sought.asked
    made = [Chip(sought.label_of(code), asked.lacking(code)) for code in sought.used]
    if asked.near:
        made.insert(0, _place(sought))
    made += [Chip(_said(sought, code), asked.lacking(code), _problem(sought, code)) for code in sought.unused]
    return tuple(made)


def neighbors(sought: Sought) -> Asked | None:
    """The search with the counties added that border the chosen ones, or the one searched around. One SQL query.

    None: no county is named, or they are all chosen.
    """
    chosen = set(sought.asked.codes(COUNTY))
    named = chosen or ({sought.spot.county.slug} if sought.spot else set())
    if not named:
        return None
    around = (
        County.objects.filter(Q(neighbors__slug__in=named) | Q(slug__in=named))
        .distinct()
        .values_list("slug", flat=True)
    )
    missing = [(COUNTY, slug) for slug in around if slug not in chosen]
    return sought.asked.having(*missing) if missing else None


def map_values(sought: Sought, counts: Mapping[str, int]) -> dict[str, MapValue]:
    """What each county shows on the map, by its FIPS code: how many listings it would leave, and the search with or without it."""
    return {county.fips: _map_value(sought, county, counts.get(county.slug, 0)) for county in sought.counties}


def _map_value(sought: Sought, county: County, count: int) -> MapValue:
    listings = f"{count} listing{'' if count == 1 else 's'}"
    code = (COUNTY, county.slug)
    if code in sought.used:
        return MapValue(f"{listings}, chosen", 4, _href(sought.asked.lacking(code)))
    level = next((level for fewest, level in LEVELS if count >= fewest), 0)
    return MapValue(listings, level, _href(sought.asked.having(code)) if count else "")


def _href(asked: Asked) -> str:
    return f"{reverse('resources:directory')}?{asked.address()}"


def _place(sought: Sought) -> Chip:
    asked = sought.asked
    without = asked.but(near="", within=None)
    if sought.spot is None:
        return Chip(f"near “{asked.near}”", without, "not a place that we know")
    if asked.within:
        return Chip(f"Within {asked.within} miles of {sought.spot.label}", without)
    return Chip(f"Near {sought.spot.label}", without)


def _said(sought: Sought, code: Code) -> str:
    return label_of(FACETS, sought.labels, code) or f"“{code[1]}”"


def _problem(sought: Sought, code: Code) -> str:
    return "for members who sign in" if label_of(FACETS, sought.labels, code) else "not a filter that we know"
