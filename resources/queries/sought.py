"""A search as one reader may make it: what of its address is known, and known to this reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from portal.counties.models import County
from resources import choices, places
from resources.asked import Asked, Sort
from resources.choices import Labels
from resources.facets import FACETS, Facet, offered
from resources.models import AvailabilityStatus
from resources.places import Spot
from resources.search_documents import KIND
from search import Code, Near, Tier
from search.service import SearchRequest, tier_of

AVAILABILITY, OPEN_FOR, POPULATION = "availability", "open_for", "population"


@dataclass(frozen=True)
class Sought:
    """What `asked` means for `user`. `facets` are those by which the reader may narrow; `notes` tell what wasn't understood."""

    user: User | AnonymousUser
    tier: Tier
    asked: Asked
    counties: tuple[County, ...]
    labels: Labels
    facets: tuple[Facet, ...]
    notes: tuple[str, ...] = ()

    @cached_property
    def spot(self) -> Spot | None:
        """The place to search around; None: none was named, or it isn't known."""
        return places.spot(self.asked.near, self.counties) if self.asked.near else None

    @cached_property
    def used(self) -> tuple[Code, ...]:
        """The chosen codes by which the search is narrowed."""
        return tuple(code for code in self.asked.chosen if self.label_of(code))

    @cached_property
    def unused(self) -> tuple[Code, ...]:
        """Chosen codes that nobody knows, or that aren't for this reader."""
        return tuple(code for code in self.asked.chosen if not self.label_of(code))

    def label_of(self, code: Code) -> str:
        """A code in words; empty: not known to this reader."""
        return choices.label_of(self.facets, self.labels, code)

    def but(self, asked: Asked) -> Sought:
        """The same reader's other search."""
        return replace(self, asked=asked)

    def request(self, size: int) -> SearchRequest:
        """What search is asked. Without words the usual order is nearest first, or open ones first where no place is named."""
        facets: dict[str, tuple[str, ...]] = {}
        for name, code in self.used:
            facets[name] = (*facets.get(name, ()), code)
        return SearchRequest(
            text=self.asked.text,
            user=self.user,
            kinds=(KIND,),
            facets=facets,
            near=Near(self.spot.latitude, self.spot.longitude, self.asked.within) if self.spot else None,
            prefer=self._preferred(facets),
            literal=self.asked.literal,
            page=self.asked.page,
            size=size,
        )

    def _preferred(self, facets: Mapping[str, tuple[str, ...]]) -> tuple[Code, ...]:
        usual = Sort.NAME if self.asked.text or self.spot else Sort.OPEN
        if (self.asked.sort or usual) != Sort.OPEN:
            return ()
        for_them = tuple((OPEN_FOR, code) for code in facets.get(POPULATION, ()))
        return (*for_them, (AVAILABILITY, AvailabilityStatus.CAPACITY.value))


def seek(user: User | AnonymousUser, asked: Asked, names: Mapping[str, str]) -> Sought:
    """Reads an address for a reader. `names` are typed names of values by the key of their group ("county": "san f").

    A place gets the one spelling of its name, and a typed name that means one value chooses it; what isn't understood is
    told in `notes` and left as it is. Three SQL queries.
    """
    counties = tuple(County.objects.all())
    tier = tier_of(user)
    sought = Sought(user, tier, asked, counties, choices.labels(counties), offered(tier))
    if sought.spot:
        sought = sought.but(asked.but(near=sought.spot.word, page=asked.page))
    elif asked.near:
        sought = replace(sought, notes=(_unknown_place(asked.near),))
    for facet in sought.facets:
        if names.get(facet.key):
            sought = _with_named(sought, facet, names[facet.key])
    return sought


def is_facet(name: str) -> bool:
    return any(facet.name == name for facet in FACETS)


def _with_named(sought: Sought, facet: Facet, typed: str) -> Sought:
    found = choices.named(sought.labels[facet.key], typed)
    if len(found) == 1:
        return sought.but(sought.asked.having((facet.name, found[0].code)))
    said = typed[:60]
    if not found:
        note = f"“{said}” is not a choice under “{facet.label}”. Check its spelling."
    else:
        some = ", ".join(value.label for value in found[:6]) + (" and more" if len(found) > 6 else "")
        note = f"“{said}” could be {some}. Type a little more under “{facet.label}”."
    return replace(sought, notes=(*sought.notes, note))


def _unknown_place(typed: str) -> str:
    return f"“{typed}” is not a county, city or ZIP code of California that we know, so no distance is used."
