"""What the directory offers while somebody types, and where readings are its filters."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.accounts.factories import person
from portal.accounts.roles import Role
from resources import search_box
from resources.factories import ListingFactory
from search.service import Reading

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def offered(suggest, *words, user=NOBODY):
    return [(line.label, line.url) for line in suggest(user, words, 8)]


def test_agencies_are_those_whose_listings_the_reader_finds():
    ListingFactory(operator='The "Harbor" Agency')
    ListingFactory(operator='The "Harbor" Agency')
    ListingFactory(operator="Harborcanary", is_confidential=True)
    ListingFactory(operator="Pine Agency")
    line = ('The "Harbor" Agency', "/directory/?q=%22The+Harbor+Agency%22")
    assert offered(search_box.agencies, "har") == [line]
    member = offered(search_box.agencies, "har", user=person(role=Role.MEMBER))
    assert member == [("Harborcanary", "/directory/?q=%22Harborcanary%22"), line]


def test_counties_are_known_by_name_and_by_seat():
    assert offered(search_box.counties, "ker") == [("Kern County", "/directory/?county=kern")]
    assert offered(search_box.counties, "bakersf") == [("Kern County", "/directory/?county=kern")]
    assert [label for label, _ in offered(search_box.counties, "san", "mat")] == ["San Mateo County"]


def test_terms_are_those_that_the_reader_may_narrow_by():
    strtp = ("Short-Term Residential Therapeutic Program (STRTP)", "/directory/?type=strtp")
    assert offered(search_box.terms, "strtp") == [strtp]
    assert offered(search_box.terms, "girls") == [("Girls and young women", "/directory/?population=girls")]
    assert offered(search_box.terms, "fire") == []
    assert offered(search_box.terms, "fire", user=person(role=Role.MEMBER)) == [
        ("Fire setting", "/directory/?need=fire-setting")
    ]


GIRLS = Reading("girl", "population", "girls", "Girls and young women")
FRESNO = Reading("fresno", "county", "fresno", "Fresno County")
OPEN = Reading("tonight", "availability", "capacity", "Has an open bed or place")


def links(typed, *readings, user=NOBODY):
    return [(link.label, link.url) for link in search_box.reading_links(user, typed, readings)]


def test_readings_become_filters_and_their_words_go():
    assert links("girl needs bed", GIRLS) == [("Girls and young women", "/directory/?q=needs+bed&population=girls")]
    assert links("girl near fresno", GIRLS, FRESNO) == [
        ("Girls and young women", "/directory/?q=near+fresno&population=girls"),
        ("near Fresno County", "/directory/?q=girl&near=fresno"),
        ("All of these", "/directory/?near=fresno&population=girls"),
    ]


def test_what_the_reader_may_not_narrow_by_is_not_offered():
    assert links("tonight", OPEN) == []
    assert [label for label, _ in links("tonight", OPEN, user=person(role=Role.MEMBER))] == ["Open"]


def test_readings_cost_two_queries_however_many_there_are(django_assert_num_queries):
    for readings in ([GIRLS], [GIRLS, FRESNO, OPEN]):
        with django_assert_num_queries(2):
            links("girl near fresno tonight", *readings)
