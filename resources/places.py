"""Places to search around.

Every listing lies at its county's center of population, for everybody: nothing finer is known to search, so distances
can't be used to find out where a shelter is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.counties.geography import miles
from portal.counties.models import County
from portal.counties.places import find_place, find_zip


@dataclass(frozen=True)
class Spot:
    """A point in California. `word` is how an address spells it, `label` how people read it; `county` is the one it lies in."""

    word: str
    label: str
    latitude: float
    longitude: float
    county: County

    def miles_to(self, county: County) -> float:
        """As the crow flies, to the center of a county's population."""
        return miles(self.latitude, self.longitude, county.population_latitude, county.population_longitude)


def spot(typed: str, counties: Sequence[County]) -> Spot | None:
    """What somebody means by a county, city, neighborhood or ZIP code; of a county, where its people live. None: not known."""
    by_slug = {county.slug: county for county in counties}
    if typed in by_slug:
        return _center(by_slug[typed])
    place = find_zip(typed) or find_place(typed)
    if place is None:
        return None
    county = next(county for county in counties if county.fips == place.county)
    if place.is_county:
        return _center(county)
    return Spot(place.name.removeprefix("ZIP ").lower(), place.name, place.latitude, place.longitude, county)


def _center(county: County) -> Spot:
    return Spot(county.slug, str(county), county.population_latitude, county.population_longitude, county)
