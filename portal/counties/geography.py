"""Distances between counties."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.counties.models import County

EARTH_RADIUS_MILES = 3958.8  # mean radius (IUGG), 6,371.0 km


def distance(a: County, b: County) -> float:
    """Miles between the two centers of population, as the crow flies (haversine formula on a sphere).

    Centers of population, not of the map: San Bernardino's geographic center is desert far from its people. The sphere is off
    by half a percent at most; roads are longer, by a fifth as a rule of thumb. A county is 0 miles from itself.
    """
    latitude_a, latitude_b = radians(a.population_latitude), radians(b.population_latitude)
    half_north = (latitude_b - latitude_a) / 2
    half_east = radians(b.population_longitude - a.population_longitude) / 2
    share = sin(half_north) ** 2 + cos(latitude_a) * cos(latitude_b) * sin(half_east) ** 2
    return 2 * EARTH_RADIUS_MILES * asin(sqrt(share))
