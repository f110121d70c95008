"""The directory's page: words, facets and a place narrow together; the same queries for one listing and for twenty."""

import datetime
import re

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.accounts.factories import person
from portal.accounts.roles import Role
from resources import queries
from resources.factories import listing, terms
from tests.resources.searching import names, page_of

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
DIRECTORY = "/directory/"


def choices_of(shown, key):
    group = next((group for group in shown.groups if group.facet.key == key), None)
    return {choice.code: choice.count for choice in group.choices} if group else None


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_without_words_open_ones_come_first_and_then_the_names(three):
    assert names(person()) == ["Bluebird House", "Almond Families", "Cedar Advocates"]
    assert names(person(), "sort=name") == ["Almond Families", "Bluebird House", "Cedar Advocates"]
    assert names(AnonymousUser()) == ["Almond Families", "Bluebird House", "Cedar Advocates"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=strtp", ["Bluebird House"]),
        ("q=mentor+survivors", ["Cedar Advocates"]),
        ("county=kern", ["Bluebird House", "Almond Families"]),
        ("county=kings", ["Almond Families"]),
        ("county=inyo&county=kings", ["Almond Families", "Cedar Advocates"]),
        ("located=kern", ["Bluebird House"]),
        ("kind=service", ["Cedar Advocates"]),
        ("kind=service&county=kern", []),
        ("type=strtp&type=ffa", ["Bluebird House", "Almond Families"]),
        ("type=advocacy", ["Cedar Advocates"]),
        ("age=15", ["Bluebird House"]),
        ("age=15&age=unstated", ["Bluebird House", "Almond Families", "Cedar Advocates"]),
        ("availability=capacity", ["Bluebird House"]),
        ("availability=unknown&kind=placement", ["Almond Families"]),
        ("open_for=girls", ["Bluebird House"]),
        ("out_of_county=yes", ["Almond Families"]),
        ("county=atlantis", ["Bluebird House", "Almond Families", "Cedar Advocates"]),  # told as not known
    ],
)
def test_what_is_chosen_narrows_or_within_and_and_across(three, query, found):
    assert names(person(), query) == found


def test_counts_of_a_facet_ignore_its_own_choice_and_follow_the_others(three):
    shown = page_of(person(), "kind=placement&county=inyo")
    assert choices_of(shown, "kind") == {"placement": 0, "service": 1}
    assert choices_of(shown, "county") == {"inyo": 0, "kern": 2, "kings": 1}


def test_every_count_is_the_number_of_listings_that_the_choice_would_leave(three):
    reader = person()
    shown = page_of(reader)
    counted = {(group.facet.name, choice.code): choice.count for group in shown.groups for choice in group.choices}
    assert counted == {code: page_of(reader, f"{code[0]}={code[1]}").found.total for code in counted}
    assert len(counted) > 15


def test_the_public_is_offered_nothing_of_room_and_cant_choose_it_by_address(three):
    shown = page_of(AnonymousUser(), "availability=capacity")
    assert {group.facet.name for group in shown.groups} == {
        "kind",
        "age",
        "type",
        "county",
        "population",
        "age_band",
        "language",
        "access",
        "located",
        "owner",
    }
    assert len(shown.cards) == 3
    assert [(chip.label, chip.problem) for chip in shown.chips] == [("Open", "for members who sign in")]


def test_what_is_chosen_can_be_taken_away_one_by_one(three):
    chips = page_of(person(), "q=house&near=93301&within=50&kind=placement&age=15&county=atlantis").chips
    assert [(chip.label, chip.asked.address(), chip.problem) for chip in chips] == [
        ("Within 50 miles of ZIP 93301", "q=house&kind=placement&age=15&county=atlantis", ""),
        ("Placements", "q=house&near=93301&within=50&age=15&county=atlantis", ""),
        ("Age 15", "q=house&near=93301&within=50&kind=placement&county=atlantis", ""),
        ("“atlantis”", "q=house&near=93301&within=50&kind=placement&age=15", "not a filter that we know"),
    ]


def test_a_card_says_what_a_reader_may_know(three):
    card = page_of(person(), "county=kern&q=almond").cards[0]
    assert (card.county, card.serves, card.accepts_out_of_county) == ("Kings County", ("Kern",), True)
    assert [count.sentence for count in card.counts] == ["Not known: it was never counted"]
    stranger = page_of(AnonymousUser(), "q=almond").cards[0]
    assert (stranger.counts, stranger.accepts_out_of_county, stranger.is_verified) == (None, None, None)


@pytest.mark.parametrize(
    ("phone", "dial"),
    [
        ("(661) 555-0134", "6615550134"),
        ("+1 661 555 0134", "+16615550134"),
        ("555-0134", "5550134"),
        ("661-555-0134 ext. 12", "6615550134"),
        ("661.555.0134 / 0135", "6615550134"),
        ("ask the county", ""),
        ("211", ""),
        ("", ""),
    ],
)
def test_a_phone_number_can_be_dialed_from_the_card(phone, dial):
    listing(phone=phone)
    assert page_of(person()).cards[0].dial == dial


def test_a_page_past_the_last_is_the_last_one():
    for _ in range(21):
        listing()
    shown = page_of(person(), "page=9")
    assert (shown.asked.page, len(shown.cards)) == (2, 1)


def test_neighboring_counties_are_added_in_one_press():
    asked = page_of(person(), "county=inyo&kind=service").neighbors
    assert (
        asked.address()
        == "kind=service&county=fresno&county=inyo&county=kern&county=mono&county=san-bernardino&county=tulare"
    )
    assert page_of(person(), asked.address()).neighbors is not None  # their neighbors in turn
    assert page_of(person()).neighbors is None


@pytest.mark.parametrize("rows", [1, 3, 20])
def test_the_list_takes_the_same_queries_for_one_listing_and_for_twenty(rows, django_assert_num_queries):
    for _ in range(rows):
        listing(counted=HOUR, related={"types": terms("placement", "strtp")})
    worker = person(role=Role.PLACING_WORKER)
    with django_assert_num_queries(23):
        assert len(page_of(worker).cards) == rows


def test_nothing_is_asked_of_the_database_for_a_chosen_value(django_assert_num_queries, three):
    worker = person(role=Role.PLACING_WORKER)
    with django_assert_num_queries(23):
        page_of(worker, "kind=placement&age=15&age=16&population=girls&type=strtp&availability=capacity&located=kern")


def test_a_county_page_counts_the_listings_in_it_and_for_it(three):
    assert queries.listings_in_or_for(person(), "kern") == 2
