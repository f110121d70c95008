"""The county map: what each county shows, and where small ones get a larger mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.counties.models import County

LEVELS = 5  # 0 is "nothing to show"; the styles know 0 to 4


@dataclass(frozen=True)
class MapValue:
    """What one county shows: a few words ("3 open requests"), a level from 0 to 4 for the color, a link or none."""

    text: str
    level: int = 0
    href: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.level < LEVELS:
            raise ValueError(f"A level is 0 to {LEVELS - 1}, not {self.level}.")


@dataclass(frozen=True)
class Mark:
    """A round hit area beside a county too small for a finger, in the map's own units, with the line that joins them."""

    x: float
    y: float
    from_x: float
    from_y: float


# In the ocean beside the county, so that a mark covers nobody's land. Only these four are under 1,100 of the map's square
# units, about 24 by 24 pixels on a wide screen; inland counties of that size have no free water, and the list serves them.
MARKS: Mapping[str, Mark] = {
    "06041": Mark(80, 402, 104, 393),
    "06075": Mark(92, 432, 134, 419),
    "06081": Mark(104, 464, 142, 450),
    "06087": Mark(130, 505, 160, 488),
}


@dataclass(frozen=True)
class MapCounty:
    """One county as the map's template reads it."""

    county: County
    value: MapValue
    mark: Mark | None

    @property
    def name(self) -> str:
        """The accessible name and the tooltip: "Kern County: 3 open requests"."""
        return f"{self.county}: {self.value.text}" if self.value.text else str(self.county)


def on_map(counties: Iterable[County], values: Mapping[str, MapValue]) -> list[MapCounty]:
    """The counties in the given order, each with its value by FIPS code, or with nothing to show."""
    nothing = MapValue("")
    return [MapCounty(county, values.get(county.fips, nothing), MARKS.get(county.fips)) for county in counties]
