"""A page of the directory: the listings that match, what narrows them, and where else to look."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from portal.accounts.models import User
from resources import access, choices, freshness, rows
from resources.asked import Asked, View
from resources.choices import Group
from resources.queries import narrowing
from resources.queries.asking import request_for
from resources.queries.cards import Card, card
from resources.queries.links import Links
from resources.queries.narrowing import Chip, CountyMap
from resources.queries.sought import Sought, seek
from resources.queries.suggestions import Suggestions, suggestions
from resources.queries.ways_out import Way, ways_out
from search.service import Found, find

PAGE_SIZE = 20
PRINT_SIZE = 50  # about ten sheets of paper


@dataclass(frozen=True)
class Directory:
    """One page. `cards` fit all that was asked for, `nearly` only most of it.

    `neighbors` is the search with neighboring counties, `map` None unless the map is shown, `request` the query string
    that begins a request to other counties.
    """

    sought: Sought
    found: Found
    cards: tuple[Card, ...]
    nearly: tuple[Card, ...]
    groups: tuple[Group, ...]
    chips: tuple[Chip, ...]
    neighbors: Asked | None
    suggestions: Suggestions | None
    ways_out: tuple[Way, ...]
    map: CountyMap | None
    request: str

    @property
    def asked(self) -> Asked:
        return self.sought.asked

    @property
    def size(self) -> int:
        return size_of(self.asked)

    @property
    def links(self) -> Links:
        return Links(self.sought, self.found.did_you_mean)


def directory(sought: Sought) -> Directory:
    """The listings that match, best first. A page past the last one is the last one.

    SQL queries: those of `search.service.find`, 13 for the rows, 1 where a county is named; where nothing is found, a search for
    each way out.
    """
    found = find(sought.request(size_of(sought.asked)))
    if not found.keys and found.total:
        sought = sought.but(replace(sought.asked, page=-(-found.total // size_of(sought.asked))))
        found = find(sought.request(size_of(sought.asked)))
    cards = _cards(sought, found)
    fitting = _fitting(found, sought.asked, len(cards))
    return Directory(
        sought=sought,
        found=found,
        cards=cards[:fitting],
        nearly=cards[fitting:],
        groups=tuple(choices.groups(sought.facets, sought.labels, sought.used, found.facet_counts)),
        chips=narrowing.chips(sought),
        neighbors=narrowing.neighbors(sought),
        suggestions=suggestions(sought, found.readings),
        ways_out=() if found.total else ways_out(sought),
        map=narrowing.county_map(sought, found.facet_counts.get(narrowing.COUNTY, {}))
        if sought.asked.view == View.MAP
        else None,
        request=request_for(sought),
    )


def listings_in_or_for(user: User | AnonymousUser, county: str) -> int:
    """How many listings of a county (its slug), in it or serving it, this reader finds."""
    return find(seek(user, Asked(chosen=((narrowing.COUNTY, county),)), {}).request(size=1)).total


def size_of(asked: Asked) -> int:
    """How many listings one page holds."""
    return PRINT_SIZE if asked.view == View.PRINT else PAGE_SIZE


def _cards(sought: Sought, found: Found) -> tuple[Card, ...]:
    now, clocks = timezone.now(), freshness.clocks()
    pks = [pk for _, pk in found.keys]
    listings = {str(listing.pk): listing for listing in rows.complete(access.of_tier(sought.tier).filter(pk__in=pks))}
    return tuple(
        card(
            listings[key[1]],
            sought.tier,
            now,
            clocks,
            counties=sought.asked.codes(narrowing.COUNTY),
            reasons=found.reasons.get(key, ()),
            miles=found.miles.get(key) if sought.spot else None,
        )
        for key in found.keys
        if key[1] in listings
    )


def _fitting(found: Found, asked: Asked, shown: int) -> int:
    """How many of the shown ones fit everything: they come first."""
    if found.fitting is None:
        return shown
    return min(max(found.fitting - (asked.page - 1) * size_of(asked), 0), shown)
