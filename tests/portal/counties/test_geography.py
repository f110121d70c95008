"""Distances, against figures worked out elsewhere."""

import pytest

from portal import counties
from portal.counties.geography import miles, miles_to_counties
from portal.counties.models import County


def _county(latitude, longitude):
    return County(population_latitude=latitude, population_longitude=longitude)


def test_a_county_is_no_distance_from_itself():
    assert counties.distance(_county(36.0, -119.0), _county(36.0, -119.0)) == 0


def test_one_degree_north_is_69_miles():
    assert counties.distance(_county(36.0, -119.0), _county(37.0, -119.0)) == pytest.approx(69.1, abs=0.05)


def test_los_angeles_airport_to_san_francisco_airport_is_337_miles():
    assert counties.distance(_county(33.9425, -118.4081), _county(37.6189, -122.3750)) == pytest.approx(337, abs=1)


def test_distance_is_the_same_both_ways():
    a, b = _county(41.79, -124.16), _county(32.84, -115.54)
    assert counties.distance(a, b) == counties.distance(b, a)


def test_the_distance_of_counties_is_that_of_their_centers():
    assert counties.distance(_county(36.0, -119.0), _county(37.5, -120.0)) == miles(36.0, -119.0, 37.5, -120.0)


def test_from_a_point_there_is_a_distance_to_each_county_in_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = miles_to_counties(36.738, -119.785)  # the city of Fresno
    assert sorted(found) == sorted(County.objects.values_list("fips", flat=True))
    assert sorted(found, key=found.__getitem__)[:3] == ["06019", "06039", "06031"]  # Fresno, Madera, Kings
    assert found["06019"] == pytest.approx(2, abs=2)
