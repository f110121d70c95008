"""Places as people type them, against facts looked up elsewhere."""

import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.counties.geography import miles
from portal.counties.places import DATA, find_place, find_zip, places_named

FRESNO, KERN, LOS_ANGELES, ORANGE, SAN_LUIS_OBISPO = "06019", "06029", "06037", "06059", "06079"


def rows(file):
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def named(sentence):
    words = sentence.split()
    return [(found.place.name, " ".join(words[found.start : found.end])) for found in places_named(words)]


@pytest.mark.parametrize("typed", ["93721", " 93721 ", "93721-1234"])
def test_a_zip_code_is_a_point_in_a_county(typed):
    place = find_zip(typed)
    assert (place.name, place.county, place.is_county) == ("ZIP 93721", FRESNO, False)
    assert miles(place.latitude, place.longitude, 36.7378, -119.7871) < 2  # the city's center


@pytest.mark.parametrize("typed", ["", "9372", "937211", "10001", "zip", "９３７２１", "93721-12"])
def test_what_is_no_zip_code_of_california_is_none(typed):
    assert find_zip(typed) is None


@pytest.mark.parametrize(
    ("typed", "name", "county"),
    [
        ("bakersfield", "Bakersfield", KERN),
        ("Bakersfield, CA", "Bakersfield", KERN),
        ("BAKO", "Bakersfield", KERN),
        ("san jose", "San Jose", "06085"),
        ("San José", "San Jose", "06085"),
        ("la cañada flintridge", "La Canada Flintridge", LOS_ANGELES),
        ("st. helena", "Saint Helena", "06055"),
        ("Mt Shasta", "Mount Shasta", "06093"),
        ("n. hollywood", "North Hollywood", LOS_ANGELES),
        ("Carmel-by-the-Sea", "Carmel", "06053"),
        ("city of industry", "City of Industry", LOS_ANGELES),
        ("city of bakersfield", "Bakersfield", KERN),
        ("east la", "East Los Angeles", LOS_ANGELES),
        ("boyle heights", "Boyle Heights", LOS_ANGELES),
        ("westlake village", "Westlake Village", LOS_ANGELES),
        ("29 palms", "29 Palms", "06071"),
        ("paradise", "Paradise", "06007"),
        ("kern county", "Kern County", KERN),
        ("County of Kern", "Kern County", KERN),
        ("condado de kern", "Kern County", KERN),
        ("la", "Los Angeles County", LOS_ANGELES),
        ("l.a.", "Los Angeles County", LOS_ANGELES),
        ("OC", "Orange County", ORANGE),
        ("slo", "San Luis Obispo County", SAN_LUIS_OBISPO),
        ("sac", "Sacramento County", "06067"),
        ("san berdoo", "San Bernardino County", "06071"),
    ],
)
def test_a_place_is_found_as_people_write_it(typed, name, county):
    place = find_place(typed)
    assert (place.name, place.county) == (name, county)


@pytest.mark.parametrize(
    "typed", ["", "   ", "ca", "the valley", "central valley", "sb", "sj", "reno", "shelter", "city of"]
)
def test_what_names_no_one_place_is_none(typed):
    assert find_place(typed) is None


def test_a_city_that_shares_its_countys_name_means_the_county_seen_from_the_seat():
    place = find_place("santa barbara")
    assert (place.name, place.is_county) == ("Santa Barbara County", True)
    assert (
        miles(place.latitude, place.longitude, 34.4208, -119.6982) < 5
    )  # the city, not the county's middle 30 miles away


def test_each_of_the_58_is_found_by_its_name_and_its_seat_lies_in_it():
    counties = rows("counties.csv")
    assert [find_place(row["name"]).county for row in counties] == [row["fips"] for row in counties]
    assert [find_place(f"{row['name']} County").county for row in counties] == [row["fips"] for row in counties]
    assert [find_place(row["seat"]).county for row in counties] == [row["fips"] for row in counties]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("girl 15 pregnant needs bed tonight near Fresno", [("Fresno County", "Fresno")]),
        (
            "strtp in east los angeles, or San Luis Obispo county",
            [("East Los Angeles", "east los angeles,"), ("San Luis Obispo County", "San Luis Obispo county")],
        ),
        (
            "south san francisco not san francisco",
            [("South San Francisco", "south san francisco"), ("San Francisco County", "san francisco")],
        ),
        ("fresno and kings counties", [("Fresno County", "fresno"), ("Kings County", "kings counties")]),
        ("bed near 93721 or 90210", [("ZIP 93721", "93721"), ("ZIP 90210", "90210")]),
        ("fresno's shelters", [("Fresno County", "fresno's")]),
        ("call 559 555-0134", []),
        ("nothing here", []),
        ("", []),
    ],
)
def test_a_sentence_names_the_longest_places_in_its_order(sentence, expected):
    assert named(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("teen who smokes weed", []),
        ("bed in weed", [("Weed", "weed")]),
        ("a nice home", []),
        ("vista del mar", []),
        ("near vista", [("Vista", "vista")]),
        ("city of commerce", [("Commerce", "city of commerce")]),
        ("city of paramount", [("Paramount", "paramount")]),
        ("casa mariposa", []),
        ("from mariposa", [("Mariposa County", "mariposa")]),
        ("mariposa county", [("Mariposa County", "mariposa county")]),
        ("la casa para niñas", []),
        ("shelter in LA", [("Los Angeles County", "LA")]),
        ("la county", [("Los Angeles County", "la county")]),
        ("kings of the road", []),
    ],
)
def test_an_ordinary_word_is_a_place_only_after_a_word_that_says_so(sentence, expected):
    assert named(sentence) == expected


@pytest.mark.parametrize("region", ["san joaquin valley", "Sacramento Valley", "the sierra nevada", "SF Bay Area"])
def test_a_region_is_not_read_as_the_county_that_its_name_begins_with(region):
    assert named(f"beds in {region}") == []


@given(st.lists(st.text(max_size=12), max_size=12))
def test_no_words_break_it_and_what_it_finds_never_overlaps(words):
    found = places_named(words)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end <= len(words) for end, one in zip(ends, found, strict=False))
    find_place(" ".join(words))


def test_the_files_hold_each_name_once_and_points_in_california():
    for file, key in (("zip_codes.csv", "zip"), ("places.csv", "name")):
        held = rows(file)
        assert [name for name, times in Counter(row[key].lower() for row in held).items() if times > 1] == []
        assert {row["county"] for row in held} == {row["fips"] for row in rows("counties.csv")}
        assert [row for row in held if not 32.5 < float(row["latitude"]) < 42.1] == []
        assert [row for row in held if not -124.5 < float(row["longitude"]) < -114.1] == []
    assert (len(rows("zip_codes.csv")), len(rows("places.csv"))) == (2584, 1527)


def test_a_zip_code_lies_in_the_county_with_the_nearest_center_or_in_one_beside_it():
    """But for the far east of San Bernardino, the Tahoe shore of Placer and the hills of Butte."""
    centers = [
        (row["fips"], row["neighbors"].split(), float(row["population_latitude"]), float(row["population_longitude"]))
        for row in rows("counties.csv")
    ]
    odd = []
    for row in rows("zip_codes.csv"):
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        # Degrees squared, a degree east being four fifths of one north here, order as miles do at such distances.
        nearest = min(centers, key=lambda c: (c[2] - latitude) ** 2 + (0.8 * (c[3] - longitude)) ** 2)
        if row["county"] != nearest[0] and row["county"] not in nearest[1]:
            odd.append(row["zip"])
    assert odd == [
        *("92242", "92267", "92280", "92363"),
        *("95930", "95941"),
        *("96140", "96141", "96143", "96145", "96146", "96148"),
    ]
