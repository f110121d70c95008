"""What the directory can be narrowed by: the facets of a listing's document, their values in the order of their meaning.

A facet tells of a field of the listing, so whoever may see that field may narrow by it, and nobody else
(`resources.access`). Codes are permanent and stand in addresses; labels are what people read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.counties.models import County
from portal.vocabulary.models import Scheme
from resources import access
from resources.models import AvailabilityStatus, Kind, LicenseStatus, Security
from search import Tier


@dataclass(frozen=True)
class Facet:
    """One group of the filters. `name` is the facet's, in addresses and in search; two groups may share one.

    `field` is the listing's field of which it tells. `values`: a scheme of the vocabulary, labels by code, or the
    counties by slug. `chip` says a chosen value where its group isn't beside it. `unstated` names the listings that say
    nothing of it; empty: that isn't worth a choice.
    """

    name: str
    label: str
    field: str
    values: Scheme | Mapping[str, str] | type[County]
    chip: str = "{}"
    unstated: str = "Not stated"
    starts_open: bool = False

    @property
    def key(self) -> str:
        """Tells apart groups that share a facet; part of ids and names on the page."""
        return f"type-{self.values.value}" if self.name == "type" and isinstance(self.values, Scheme) else self.name

    def says(self, label: str) -> str:
        """A value of this facet as it is said away from its group."""
        return self.chip.format(label)


ROOM: Mapping[str, str] = {
    AvailabilityStatus.CAPACITY: "Open",
    AvailabilityStatus.WAITLIST: "Waiting list",
    AvailabilityStatus.ASK: "Ask: case by case",
    AvailabilityStatus.NO_CAPACITY: "Full",
    AvailabilityStatus.UNKNOWN: "Not known",
}
FRESHNESS = {"fresh": "Fresh", "ageing": "Ageing", "stale": "Too old to count", "never": "Never counted"}
VERIFIED = {
    "90": "In the last 90 days",
    "180": "90 to 180 days ago",
    "older": "Longer ago",
    "never": "Not yet",
}
YES_NO = {"yes": "Yes", "no": "No"}
OLDEST = 25
AGES = {str(year): str(year) for year in range(OLDEST + 1)}

# In the order in which a placing worker narrows: is there room, what is it, where, for whom; then the rest.
FACETS = (
    Facet("availability", "Room now", "availability", ROOM, unstated="", starts_open=True),
    Facet("kind", "Kind", "kind", {kind.value: f"{kind.label}s" for kind in Kind}, unstated="", starts_open=True),
    Facet("age", "Age of the young person", "ages", AGES, chip="Age {}", unstated="Where no age is stated"),
    Facet("type", "Types of placements", "types", Scheme.PLACEMENT, unstated=""),
    Facet("type", "Types of services", "types", Scheme.SERVICE, unstated=""),
    Facet("county", "In or serving a county", "counties_served", County, unstated=""),
    Facet("population", "Whom it serves", "populations", Scheme.POPULATION),
    Facet("open_for", "Open now for", "availability", Scheme.POPULATION, chip="Open for {}", unstated=""),
    Facet("need", "Needs it can meet", "needs", Scheme.NEED),
    Facet("out_of_county", "Takes youth from other counties", "accepts_out_of_county", YES_NO, "Other counties: {}"),
    Facet("trafficking", "Knows trafficking", "trafficking", Scheme.TRAFFICKING),
    Facet("age_band", "Age bands", "ages", Scheme.AGE_BAND, chip="Ages {}"),
    Facet("security", "Locked or unlocked", "security", dict(Security.choices)),
    Facet("language", "Languages", "languages", Scheme.LANGUAGE),
    Facet("access", "Ways in", "access", Scheme.ACCESS),
    Facet("funding", "Funding it takes", "funding", Scheme.FUNDING),
    Facet("license", "License", "license", dict(LicenseStatus.choices)),
    Facet("freshness", "Age of the count", "availability", FRESHNESS, chip="Count: {}", unstated=""),
    Facet("verified", "Confirmed by its county", "verified_at", VERIFIED, chip="Confirmed: {}", unstated=""),
    Facet(
        "statewide",
        "Serves the whole state",
        "counties_served",
        {"yes": "Yes"},
        chip="Serves the whole state",
        unstated="",
    ),
    Facet("located", "Located in a county", "county", County, chip="Located in {}", unstated=""),
    Facet("owner", "Kept by a county", "county", County, chip="Kept by {}", unstated=""),
)
NAMES = tuple(dict.fromkeys(facet.name for facet in FACETS))


def offered(tier: Tier) -> tuple[Facet, ...]:
    """The facets by which readers of a tier may narrow: those that tell of a field which they may see."""
    return tuple(facet for facet in FACETS if facet.field in access.FIELDS[tier])
