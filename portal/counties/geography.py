"""Distances: between counties, and from any point to each of them."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from portal.counties.models import County

EARTH_RADIUS_MILES = 3958.8  # mean radius (IUGG), 6,371.0 km


def distance(a: County, b: County) -> float:
    """Miles between the two centers of population, as the crow flies. A county is 0 miles from itself.

    Centers of population, not of the map: San Bernardino's geographic center is desert far from its people.
    """
    return miles(a.population_latitude, a.population_longitude, b.population_latitude, b.population_longitude)


def miles_to_counties(latitude: float, longitude: float) -> dict[str, float]:
    """Miles from a point (degrees) to the center of population of each of the 58, by FIPS code. One SQL query."""
    centers = County.objects.values_list("fips", "population_latitude", "population_longitude")
    return {fips: miles(latitude, longitude, north, east) for fips, north, east in centers}


def miles(latitude_a: float, longitude_a: float, latitude_b: float, longitude_b: float) -> float:
    """Miles between two points in degrees, as the crow flies (haversine formula on a sphere).

    The sphere is off by half a percent at most; roads are longer, by a fifth as a rule of thumb.
    """
    north_a, north_b = radians(latitude_a), radians(latitude_b)
    half_north = (north_b - north_a) / 2
    half_east = radians(longitude_b - longitude_a) / 2
    share = sin(half_north) ** 2 + cos(north_a) * cos(north_b) * sin(half_east) ** 2
    return 2 * EARTH_RADIUS_MILES * asin(sqrt(share))
