"""Saved searches in reverse: whose search would now find a listing where a bed has opened.

Measured with 5,000 saved searches: see docs/alerts.md. What a search asks is read from its address once for each process;
its filters are tried first, since most searches fail there, then the distance, then the words.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from typing import NamedTuple

from django.http import QueryDict

from portal.accounts.access import capabilities_of
from portal.accounts.models import User
from portal.counties.models import County
from resources import places
from resources.alerts.openings import opens_for
from resources.asked import read
from resources.models import SavedSearch
from search import UNSTATED, Near, SearchDocument, Tier
from search.reverse import Selection, Standing, Trees, selection
from search.service import tier_with

KEPT = 20_000  # searches whose criteria a process remembers; a kilobyte or two each


@dataclass(frozen=True)
class Criteria:
    """What one search asks, ready to be tried on a document; `populations` are those for whom a bed has to open."""

    selections: tuple[Selection, ...]
    populations: frozenset[str]
    near: str
    within: int | None
    text: str
    literal: bool


class Match(NamedTuple):
    """A search that finds the opening, by its number; the number of its owner."""

    search: int
    owner: int
    urgent: bool


def matching(
    documents: Iterable[SearchDocument], *, before: frozenset[str], after: frozenset[str], now: datetime.datetime
) -> list[Match]:
    """The searches that would find one of these documents, that of their owner's own tier, and find room that is new.

    `documents` are one listing's; `before` and `after` for whom it has room (`openings.room_of`). Five SQL queries, and
    those of reading words that nobody had typed lately.
    """
    asking = SavedSearch.objects.filter(alerts=True)
    tiers = {
        pk: tier_with(held) for pk, held in capabilities_of(User.objects.filter(pk__in=asking.values("owner"))).items()
    }
    trials = {document.tier: _Trial(Standing(document, now), before, after) for document in documents}
    trials.pop(Tier.PUBLIC, None)  # alerts are for members
    found = [
        pk
        for pk, owner, address in asking.values_list("pk", "owner_id", "address")
        if (trial := trials.get(tiers.get(owner, Tier.PUBLIC))) and trial.passes(criteria_of(address))
    ]
    matches = SavedSearch.objects.filter(pk__in=found).order_by("pk")
    return [Match(*row) for row in matches.values_list("pk", "owner_id", "urgent")]


@lru_cache(maxsize=KEPT)
def criteria_of(address: str) -> Criteria:
    """What the address of a search asks."""
    asked = read(QueryDict(address))
    facets: dict[str, tuple[str, ...]] = {}
    for name, code in asked.chosen:
        facets[name] = (*facets.get(name, ()), code)
    populations = frozenset(facets.get("population", ()) + facets.get("open_for", ())) - {UNSTATED}
    selections = tuple(selection(facet, codes) for facet, codes in facets.items())
    return Criteria(selections, populations, asked.near, asked.within, asked.text, asked.literal)


class _Trial:
    """One document where a bed has opened, tried by many searches: what is cheap and mostly fails comes first."""

    def __init__(self, standing: Standing, before: frozenset[str], after: frozenset[str]) -> None:
        self._standing = standing
        self._opens_for = cache(partial(opens_for, before=before, after=after))
        self._is_within = cache(self._lies_within)
        self._has = cache(self._matches)

    def passes(self, criteria: Criteria) -> bool:
        """Whether a search finds the document, and room in it that it didn't find before."""
        return (
            self._standing.passes(criteria.selections)
            and self._opens_for(criteria.populations)
            and (criteria.within is None or self._is_within(criteria.near, criteria.within))
            and (not criteria.text or self._has(criteria.text, criteria.literal))
        )

    def _lies_within(self, near: str, miles: int) -> bool:
        """Of a place that nobody knows nothing lies too far: as on the page of the directory."""
        spot = places.spot(near, _counties())
        return spot is None or self._standing.is_near(Near(spot.latitude, spot.longitude, miles))

    def _matches(self, text: str, literal: bool) -> bool:
        return self._standing.matches(self._trees.of(text, self._standing.tier, literal=literal))

    @cached_property
    def _trees(self) -> Trees:
        return Trees()


@cache
def _counties() -> tuple[County, ...]:
    """They come with the migrations, and their people's centers don't move."""
    return tuple(County.objects.all())
