"""The directory's pages: words, county, kind; the same number of queries for one listing and for three."""

import datetime

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts.factories import person
from portal.accounts.roles import Role
from resources.factories import county, listing, terms
from resources.models import Kind
from resources.queries import Asked, directory, listing_page
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def names(reader, **asked):
    return [card.name for card in directory(reader, Asked(**asked)).cards]


@pytest.fixture
def three():
    listing(name="Bluebird House", county=county("kern"), related={"types": terms("placement", "strtp")}, counted=HOUR)
    listing(
        name="Almond Families",
        county=county("kings"),
        related={"types": terms("placement", "ffa"), "counties_served": [county("kern")]},
    )
    listing(name="Cedar Advocates", kind=Kind.SERVICE, county=county("inyo"), description="Survivor mentors")


def test_without_words_everything_is_listed_by_name(three):
    assert names(person()) == ["Almond Families", "Bluebird House", "Cedar Advocates"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "strtp"}, ["Bluebird House"]),
        ({"text": "mentor survivors"}, ["Cedar Advocates"]),
        ({"county": "kern"}, ["Almond Families", "Bluebird House"]),
        ({"county": "kings"}, ["Almond Families"]),
        ({"county": "atlantis"}, []),
        ({"kind": "service"}, ["Cedar Advocates"]),
        ({"county": "kern", "kind": "service"}, []),
        ({"text": "house", "county": "kern", "kind": "placement", "open_only": True}, ["Bluebird House"]),
    ],
)
def test_words_county_and_kind_narrow_together(three, asked, found):
    assert names(person(), **asked) == found


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_one_listing_and_for_three(rows, django_assert_num_queries):
    for _ in range(rows):
        listing(counted=HOUR, related={"types": terms("placement", "strtp")})
    worker = person(role=Role.PLACING_WORKER)
    with django_assert_num_queries(19):
        assert len(directory(worker, Asked()).cards) == rows


def test_a_listing_takes_thirteen_queries(django_assert_num_queries):
    made, worker = listing(counted=HOUR), person(role=Role.PLACING_WORKER)
    with django_assert_num_queries(13):
        assert listing_page(worker, made.pk).card.name == made.name


def test_the_page_shows_the_count_to_members_and_not_to_strangers(client, three):
    sentence = "2 of 6 beds open, counted 60 minutes ago by Kern County"
    assert sentence not in client.get(reverse("resources:directory")).content.decode()
    sign_in(client, person(role=Role.MEMBER))
    page = client.get(reverse("resources:directory")).content.decode()
    assert sentence in page
    assert "Not known: it was never counted" in page


def test_a_session_without_its_second_factor_reads_as_a_stranger(client, three):
    client.force_login(person(role=Role.MEMBER))
    assert "beds open" not in client.get(reverse("resources:directory")).content.decode()


def test_no_result_says_so_and_leads_on(client, three):
    sign_in(client, person())
    page = client.get(reverse("resources:directory"), {"q": "unicorn", "county": "kern"}).content.decode()
    assert "Nothing in the directory fits “unicorn” with these filters." in " ".join(page.split())


def test_filters_stay_in_the_form_and_in_the_links_to_other_pages(client):
    for _ in range(21):
        listing()
    page = client.get(reverse("resources:directory"), {"county": "kern", "kind": "placement"})
    assert '<option value="kern" selected>' in page.content.decode()
    assert "?county=kern&amp;kind=placement&amp;page=2" in page.content.decode()
    second = client.get(reverse("resources:directory"), {"county": "kern", "kind": "placement", "page": "2"})
    assert len(second.context["directory"].cards) == 1


@given(text=st.text(max_size=60), other=st.text(max_size=20))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_no_address_makes_the_directory_fail(client, text, other):
    address = {"q": text, "county": other, "kind": other, "open": other, "page": other}
    assert client.get(reverse("resources:directory"), address).status_code == 200
