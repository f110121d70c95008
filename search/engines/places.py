"""Distances as the crow flies, on the sphere that Elasticsearch measures on."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

METERS_IN_A_MILE = 1_609.344
RADIUS_METERS = 6_371_008.7714  # Lucene's GeoUtils: the mean radius of WGS 84

Place = tuple[float, float]  # latitude and longitude, in degrees


def miles_between(one: Place, other: Place) -> float:
    """By the haversine formula, which is exact for near places too."""
    latitude, other_latitude = radians(one[0]), radians(other[0])
    half_height = sin((other_latitude - latitude) / 2)
    half_width = sin(radians(other[1] - one[1]) / 2)
    chord = half_height**2 + cos(latitude) * cos(other_latitude) * half_width**2
    return 2 * RADIUS_METERS / METERS_IN_A_MILE * asin(min(sqrt(chord), 1.0))
