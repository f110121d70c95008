"""What was read in the words is offered as filters: taken, its words go; left, it isn't offered again."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.accounts.factories import person
from resources.asked import Asked
from resources.queries.sought import seek
from resources.queries.suggestions import suggestions, without
from search.service import Reading

pytestmark = pytest.mark.django_db

GIRLS = Reading("girl", "population", "girls", "Girls and young women")
FIFTEEN = Reading("15", "age", "15", "age 15")
FRESNO = Reading("fresno", "county", "fresno", "Fresno County")
OPEN = Reading("tonight", "availability", "capacity", "Has an open bed or place")
SENTENCE = "girl 15 pregnant needs bed tonight near Fresno"


def offered(asked, *readings, user=None):
    found = suggestions(seek(user or person(), asked, {}), readings)
    return [(each.label, each.take.address(), each.leave.address()) for each in found.each] if found else None


def test_each_reading_can_be_taken_or_left():
    assert offered(Asked(text="girl 15 bed"), GIRLS, FIFTEEN) == [
        ("Girls and young women", "q=15+bed&population=girls", "q=girl+15+bed&left=population.girls"),
        ("Age 15", "q=girl+bed&age=15", "q=girl+15+bed&left=age.15"),
    ]


def test_all_are_taken_in_one_press():
    found = suggestions(seek(person(), Asked(text=SENTENCE), {}), [GIRLS, FIFTEEN, FRESNO, OPEN])
    assert found.take_all.address() == "q=pregnant+needs+bed&near=fresno&availability=capacity&age=15&population=girls"


@pytest.mark.parametrize(
    ("text", "typed", "label", "address"),
    [
        ("bed near fresno", "fresno", "near Fresno County", "q=bed&near=fresno"),
        ("bed fresno", "fresno", "near Fresno County", "q=bed&near=fresno"),
        ("bed in fresno county", "fresno", "Fresno County", "q=bed&county=fresno"),
        ("cama cerca de Fresno", "Fresno", "near Fresno County", "q=cama&near=fresno"),
        ("bed near fresno", "near fresno", "near Fresno County", "q=bed&near=fresno"),
        ("bed around clovis tonight", "clovis", "near Clovis", "q=bed+tonight&near=clovis"),
    ],
)
def test_a_place_is_searched_around_unless_it_is_named_as_the_county(text, typed, label, address):
    (found,) = offered(Asked(text=text), Reading(typed, "county", "fresno", "Fresno County"))
    assert found[:2] == (label, address)


def test_what_the_same_words_mean_in_one_facet_goes_together():
    region = [Reading("south valley", "county", slug, slug.title()) for slug in ("kern", "kings", "tulare", "inyo")]
    assert offered(Asked(text="bed south valley"), *region) == [
        (
            "Kern County, Kings County, Tulare County and 1 more",
            "q=bed&county=inyo&county=kern&county=kings&county=tulare",
            "q=bed+south+valley&left=county.inyo&left=county.kern&left=county.kings&left=county.tulare",
        )
    ]


def test_accents_and_case_of_the_words_do_not_matter():
    girl = Reading("nina", "population", "girls", "Girls and young women")
    assert [take for _, take, _ in offered(Asked(text="Una Niña sola"), girl)] == ["q=Una+sola&population=girls"]


@pytest.mark.parametrize(
    "asked",
    [
        Asked(text="girl", left=(("population", "girls"),)),
        Asked(text="girl", chosen=(("population", "girls"),)),
    ],
)
def test_what_was_left_or_taken_is_not_offered_again(asked):
    assert offered(asked, GIRLS) is None


def test_nobody_is_offered_a_filter_that_isnt_for_them():
    assert offered(Asked(text="bed tonight"), OPEN, user=AnonymousUser()) is None


def test_a_place_that_is_already_searched_around_is_not_offered():
    assert offered(Asked(text="bed fresno", near="fresno"), FRESNO) is None


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("girl shelter", "girl", "shelter"),
        ("girls shelter", "girl", "girls shelter"),
        ("15 y/o girl", "15 y/o", "girl"),
        ("bed, tonight!", "tonight", "bed"),
        ("bed (tonight)", "", "bed (tonight)"),
        ("a.b", "a", "b"),
        ("girl needs help", "girl", ""),
        ("shelter [two", "[two", "shelter"),
        ("niña de 15 años", "de 15 años", "niña"),
    ],
)
def test_words_are_taken_out_whole(text, words, rest):
    assert without(text, words) == rest
