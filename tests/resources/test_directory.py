"""The directory's page: words, facets and a place narrow together; the same queries for one listing and for twenty."""

import datetime
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts.factories import person
from portal.accounts.roles import Role
from resources import queries
from resources.facets import NAMES
from resources.factories import county, listing, terms
from resources.models import Kind
from tests.resources.searching import names, page_of
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
DIRECTORY = "/directory/"


def choices_of(shown, key):
    group = next((group for group in shown.groups if group.facet.key == key), None)
    return {choice.code: choice.count for choice in group.choices} if group else None


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def three():
    listing(
        name="Bluebird House",
        county=county("kern"),
        phone="(661) 555-0134",
        minimum_age=12,
        maximum_age=17,
        related={"types": terms("placement", "strtp"), "populations": terms("population", "girls")},
        counted=HOUR,
    )
    listing(
        name="Almond Families",
        county=county("kings"),
        accepts_out_of_county=True,
        related={"types": terms("placement", "ffa"), "counties_served": [county("kern")]},
    )
    listing(
        name="Cedar Advocates",
        kind=Kind.SERVICE,
        county=county("inyo"),
        description="Survivor mentors",
        related={"types": terms("service", "peer-advocate")},
    )


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


def test_the_page_shows_the_count_to_members_and_not_to_strangers(client, three):
    sentence = "2 of 6 beds open, counted 60 minutes ago by Kern County"
    assert sentence not in text_of(client.get(DIRECTORY))
    sign_in(client, person(role=Role.MEMBER))
    page = client.get(DIRECTORY)
    assert sentence in text_of(page)
    assert "Not known: it was never counted" in text_of(page)
    assert 'href="tel:6615550134"' in page.content.decode()


def test_a_session_without_its_second_factor_reads_as_a_stranger(client, three):
    client.force_login(person(role=Role.MEMBER))
    assert "beds open" not in text_of(client.get(DIRECTORY))


def test_a_form_with_empty_fields_leads_on_to_the_one_spelling_of_its_search(client):
    answer = client.get(DIRECTORY + "?q=&near=Kern+County&within=&age=&kind=placement&sort=")
    assert (answer.status_code, answer["Location"]) == (302, "/directory/?near=kern&kind=placement")
    assert client.get(answer["Location"]).status_code == 200


def test_a_typed_name_chooses_the_county_without_a_script(client):
    answer = client.get(DIRECTORY, {"county-named": "san fran", "kind": "placement"})
    assert answer["Location"] == "/directory/?kind=placement&county=san-francisco"


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("san be", "“san be” could be San Benito County, San Bernardino County. Type a little more"),
        ("atlantis", "“atlantis” is not a choice under “In or serving a county”. Check its spelling."),
    ],
)
def test_a_typed_name_that_isnt_clear_is_said_and_nothing_is_lost(client, three, typed, note):
    answer = client.get(DIRECTORY, {"county-named": typed, "kind": "service"})
    assert answer.status_code == 200
    assert note in text_of(answer)
    assert [card.name for card in answer.context["directory"].cards] == ["Cedar Advocates"]


def test_a_place_that_is_not_known_is_said_and_stays_in_the_field(client, three):
    answer = client.get(DIRECTORY, {"near": "atlantis"})
    assert "“atlantis” is not a county, city or ZIP code of California that we know" in text_of(answer)
    assert 'value="atlantis"' in answer.content.decode()


def test_a_script_gets_the_part_that_changes_and_the_address_to_show(client, three):
    answer = client.get(DIRECTORY + "?kind=service&q=&age=", headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert (answer.status_code, answer["HX-Push-Url"], answer["Vary"]) == (
        200,
        "/directory/?kind=service",
        "HX-Request, Cookie",
    )
    assert "<html" not in page
    assert '<p id="directory-said" hx-swap-oob="innerHTML">1 listing</p>' in " ".join(page.split()).replace(
        "> 1", ">1"
    ).replace("listing <", "listing<")


def test_going_back_by_script_gets_the_whole_page(client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get(DIRECTORY, headers=headers).content.decode()


def test_filters_stay_chosen_and_go_along_to_other_pages_and_to_the_listings(client):
    for _ in range(21):
        listing()
    page = client.get(DIRECTORY + "?kind=placement&county=kern")
    assert page.content.decode().count(" checked") == 2
    assert "?kind=placement&amp;county=kern&amp;page=2" in page.content.decode()
    second = client.get(DIRECTORY + "?kind=placement&county=kern&page=2")
    card = second.context["directory"].cards[0]
    assert f"/directory/{card.pk}/?kind=placement&amp;county=kern&amp;page=2" in second.content.decode()


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


def test_the_map_chooses_counties_as_its_list_does(client, three):
    page = client.get(DIRECTORY + "?kind=placement&county=kern&view=map")
    values = page.context["directory"].map
    assert {fips: (value.text, value.level, value.href) for fips, value in values.items() if value.href} == {
        "06029": ("2 listings, chosen", 4, "/directory/?kind=placement&view=map"),
        "06031": ("1 listing", 1, "/directory/?kind=placement&county=kern&county=kings&view=map"),
    }
    html = page.content.decode()
    assert html.count("/directory/?kind=placement&amp;county=kern&amp;county=kings&amp;view=map") == 2
    assert "county-map" not in client.get(DIRECTORY).content.decode()


def test_on_paper_there_is_the_time_a_warning_and_only_what_the_reader_may_see(client, three):
    def paper():
        return text_of(client.get(DIRECTORY + "?kind=placement&view=print"))

    assert "beds open" not in paper()
    sign_in(client, person(role=Role.MEMBER))
    assert re.search(r"2 listings ?; Placements ?\. Printed \w+ \d+, \d{4}, .* Pacific\. Counts go stale", paper())
    assert "2 of 6 beds open, counted 60 minutes ago by Kern County" in paper()


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


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["q", "near", "within", "left", "sort", "view", "page", "county-named", "odd", *NAMES]),
            st.one_of(st.text(max_size=30), st.sampled_from(["kern", "15", "unstated", "map", "print", "99999"])),
        ),
        max_size=8,
    ),
    st.booleans(),
)
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_no_address_makes_the_directory_fail(client, pairs, by_script):
    address: dict[str, list[str]] = {}
    for name, value in pairs:
        address.setdefault(name, []).append(value)
    headers = {"HX-Request": "true"} if by_script else {}
    assert client.get(DIRECTORY, address, headers=headers, follow=True).status_code == 200


@pytest.mark.parametrize(
    "raw", ["q=%ED%A0%80", "q=%FF%FE&county=%FF", "near=%00", "q=%F0%9F%8F%A0", "&&&=&=a", "page=%D9%A3"]
)
def test_broken_bytes_in_an_address_do_no_harm(client, raw):
    assert client.get(f"{DIRECTORY}?{raw}", follow=True).status_code == 200
