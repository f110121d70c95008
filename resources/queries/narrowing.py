"""What is chosen, as chips to take away; neighboring counties in one press; the county map as a filter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
CHOSEN = 4  # the darkest level of the map


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


@dataclass(frozen=True)
class CountyMap:
    """What each county shows, by its FIPS code: how many listings it would leave, and the search with or without it.

    `legend` names the levels: a third of the counties that have any listing is in each, so that a map tells something
    whether the most that a county has is 3 or 300.
    """

    values: Mapping[str, MapValue]
    legend: Mapping[int, str]


def county_map(sought: Sought, counts: Mapping[str, int]) -> CountyMap:
    """The map of a search whose counts by county's slug are these."""
    fewest = _levels(counts.values())
    values = {county.fips: _map_value(sought, county, counts.get(county.slug, 0), fewest) for county in sought.counties}
    return CountyMap(values, _legend(fewest, is_chosen=any(facet == COUNTY for facet, _ in sought.used)))


def _levels(counts: Iterable[int]) -> list[int]:
    """The fewest listings of a county at each level from 1 on; no two levels begin alike."""
    some = sorted(count for count in counts if count)
    return sorted({some[0], some[len(some) // 3], some[len(some) * 2 // 3]}) if some else []


def _legend(fewest: Sequence[int], *, is_chosen: bool) -> dict[int, str]:
    spans = {level: _span(low, high) for level, (low, high) in enumerate(pairwise([*fewest, None]), start=1)}
    return {0: "None"} | spans | ({CHOSEN: "Chosen"} if is_chosen else {})


def _span(low: int | None, high: int | None) -> str:
    if high is None:
        return f"{low} and more"
    return f"{low}" if low == high - 1 else f"{low} to {high - 1}"


def _map_value(sought: Sought, county: County, count: int, fewest: Sequence[int]) -> MapValue:
    listings = f"{count} listing{'' if count == 1 else 's'}"
    code = (COUNTY, county.slug)
    if code in sought.used:
        return MapValue(f"{listings}, chosen", CHOSEN, _href(sought.asked.lacking(code)))
    return MapValue(listings, bisect_right(fewest, count), _href(sought.asked.having(code)) if count else "")


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
