"""The directory's page as it is sent: for readers, for scripts, on paper, with any address."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts.factories import person
from portal.accounts.roles import Role
from resources.asked import Asked
from resources.facets import NAMES
from resources.factories import listing
from resources.queries import narrowing
from resources.queries.sought import seek
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
DIRECTORY = "/directory/"


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


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


def test_a_script_gets_the_part_that_changes_with_the_address_to_show(client, three):
    answer = client.get(DIRECTORY + "?kind=service&q=&age=", headers={"HX-Request": "true"})
    page = " ".join(answer.content.decode().split())
    assert (answer.status_code, answer["Vary"], answer["HX-Push-Url"]) == (200, "HX-Request, Cookie", "false")
    assert "<html" not in page
    assert 'data-address="/directory/?kind=service"' in page
    assert re.search(r'<p id="directory-said" hx-swap-oob="innerHTML"> ?1 listing ?</p>', page)


def test_filters_stay_chosen_and_go_along_to_other_pages_and_to_the_listings(client):
    for _ in range(21):
        listing()
    page = client.get(DIRECTORY + "?kind=placement&county=kern")
    assert page.content.decode().count(" checked") == 2
    assert "?kind=placement&amp;county=kern&amp;page=2" in page.content.decode()
    second = client.get(DIRECTORY + "?kind=placement&county=kern&page=2")
    card = second.context["directory"].cards[0]
    assert f"/directory/{card.pk}/?kind=placement&amp;county=kern&amp;page=2" in second.content.decode()


def test_the_map_chooses_counties_as_its_list_does(client, three):
    page = client.get(DIRECTORY + "?kind=placement&county=kern&view=map")
    values = page.context["directory"].map.values
    assert {fips: (value.text, value.level, value.href) for fips, value in values.items() if value.href} == {
        "06029": ("2 listings, chosen", 4, "/directory/?kind=placement&view=map"),
        "06031": ("1 listing", 1, "/directory/?kind=placement&county=kern&county=kings&view=map"),
    }
    html = page.content.decode()
    assert html.count("/directory/?kind=placement&amp;county=kern&amp;county=kings&amp;view=map") == 2
    assert "county-map" not in client.get(DIRECTORY).content.decode()


@pytest.mark.parametrize(
    ("counts", "legend"),
    [
        ([], {0: "None"}),
        ([0, 0], {0: "None"}),
        ([5], {0: "None", 1: "5 and more"}),
        ([1, 1, 2, 2], {0: "None", 1: "1", 2: "2 and more"}),
        ([1, 3, 4, 9, 10, 300], {0: "None", 1: "1 to 3", 2: "4 to 9", 3: "10 and more"}),
    ],
)
def test_each_shade_of_the_map_has_a_third_of_the_counties(counts, legend):
    by_slug = dict(zip(("kern", "kings", "inyo", "fresno", "tulare", "mono"), counts, strict=False))
    shown = narrowing.county_map(seek(AnonymousUser(), Asked(), {}), by_slug)
    assert shown.legend == legend
    assert {value.level for value in shown.values.values()} == set(legend)


def test_on_paper_there_is_the_time_a_warning_and_only_what_the_reader_may_see(client, three):
    def paper():
        return text_of(client.get(DIRECTORY + "?kind=placement&view=print"))

    assert "beds open" not in paper()
    sign_in(client, person(role=Role.MEMBER))
    assert re.search(r"2 listings ?; Placements ?\. Printed \w+ \d+, \d{4}, .* Pacific\. Counts go stale", paper())
    assert "2 of 6 beds open, counted 60 minutes ago by Kern County" in paper()


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
