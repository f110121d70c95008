"""All of a search stands in its address, in one spelling; nothing that can be typed there does harm."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from portal.counties.models import County
from resources.asked import MOST_CODES, Asked, Sort, View, is_spelled_so, read
from resources.facets import NAMES
from resources.places import spot

EVERYTHING = Asked(
    text="girl shelter",
    literal=True,
    near="kern",
    within=50,
    chosen=(("kind", "placement"), ("age", "9"), ("age", "15"), ("age", "unstated"), ("county", "inyo")),
    left=(("open_for", "girls"), ("population", "girls")),
    sort=Sort.OPEN,
    view=View.MAP,
    page=3,
)
ADDRESS = (
    "q=girl+shelter&literal=1&near=kern&within=50&kind=placement&age=unstated&age=9&age=15&county=inyo"
    "&left=open_for.girls&left=population.girls&sort=open&view=map&page=3"
)


def read_in(query):
    return read(QueryDict(query))


def test_an_address_says_all_of_a_search_in_one_order():
    asked = read_in(ADDRESS)
    assert asked.address() == ADDRESS
    assert set(asked.chosen) == set(EVERYTHING.chosen)
    assert (asked.text, asked.literal, asked.near, asked.within) == ("girl shelter", True, "kern", 50)
    assert (asked.left, asked.sort, asked.view, asked.page) == (EVERYTHING.left, Sort.OPEN, View.MAP, 3)


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("", ""),
        ("q=&near=&within=&age=&sort=", ""),
        ("page=1", ""),
        ("county=kern&kind=service&q=a", "q=a&kind=service&county=kern"),
        ("county=kern&county=kern", "county=kern"),
        ("county=kern&county=inyo", "county=inyo&county=kern"),
        ("q=++two++words++", "q=two+words"),
        ("q=a%00b", "q=ab"),
        ("within=50", ""),  # from nowhere
        ("near=kern&within=51", "near=kern"),
        ("literal=1&left=age.15", ""),  # of no words
        ("county=Not+a+code&county=%00&kind=" + "a" * 41, ""),
        ("utm_source=mail&csrf=1", ""),
        ("sort=price&view=3d&page=-4", ""),
        ("q=a&left=nonsense&left=.&left=age.15", "q=a&left=age.15"),
        ("county=atlantis", "county=atlantis"),  # kept, so that the page can say that it isn't known
    ],
)
def test_an_odd_address_is_read_as_the_plain_one(typed, spelled):
    assert read_in(typed).address() == spelled
    assert is_spelled_so(QueryDict(typed), read_in(typed)) is (typed == spelled)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["q", "near", "within", "left", "sort", "view", "page", "literal", "odd", *NAMES]),
            st.one_of(st.text(max_size=20), st.sampled_from(["kern", "15", "1", "50", "age.15", "map", "open"])),
        ),
        max_size=12,
    )
)
def test_the_spelling_of_any_address_stays_as_it_is(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    spelled = read(query).address()
    assert read_in(spelled) == read(query)
    assert is_spelled_so(QueryDict(spelled), read_in(spelled))


def test_an_address_never_grows_without_end():
    query = (
        "&".join(f"county=a{number}" for number in range(500)) + "".join(f"&left=age.{n}" for n in range(300)) + "&q=a"
    )
    asked = read_in(query)
    assert (len(asked.chosen), len(asked.left)) == (MOST_CODES, MOST_CODES)


def test_choosing_and_taking_away_start_from_the_first_page():
    asked = read_in("county=kern&page=2")
    assert asked.having(("kind", "service")).address() == "kind=service&county=kern"
    assert asked.lacking(("county", "kern")).address() == ""
    assert asked.but(near="inyo").address() == "near=inyo&county=kern"
    assert asked.codes("county") == ("kern",)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "word", "label", "county"),
    [
        ("kern", "kern", "Kern County", "kern"),
        ("Kern County", "kern", "Kern County", "kern"),
        ("los angeles", "los-angeles", "Los Angeles County", "los-angeles"),
        ("fresno", "fresno", "Fresno County", "fresno"),
        ("93301", "93301", "ZIP 93301", "kern"),
        ("Bakersfield, CA", "bakersfield", "Bakersfield", "kern"),
        ("weho", "west hollywood", "West Hollywood", "los-angeles"),
    ],
)
def test_a_place_is_a_county_a_zip_code_or_a_name(typed, word, label, county):
    counties = list(County.objects.all())
    found = spot(typed, counties)
    assert (found.word, found.label, found.county.slug) == (word, label, county)
    assert spot(found.word, counties) == found


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["atlantis", "10001", "?", "the moon"])
def test_what_is_no_place_of_california_is_none(typed):
    assert spot(typed, list(County.objects.all())) is None


@pytest.mark.django_db
def test_a_county_lies_where_its_people_live():
    counties = list(County.objects.all())
    kern = next(county for county in counties if county.slug == "kern")
    assert spot("kern", counties).miles_to(kern) == 0
