"""The roof's pages, as each kind of reader gets them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from cohorts.coordination.factories import RequestFactory
from portal.accounts.factories import person
from portal.accounts.roles import AgencyKind, Role
from portal.counties.models import County
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

PUBLIC = ["/counties/", "/counties/kern/", "/cohorts/", "/cohorts/central/"]


@pytest.fixture
def kern():
    """Kern's coordinator, with a phone; Kern has a duty line."""
    County.objects.filter(slug="kern").update(after_hours_line="555-0177")
    return person(county="kern", first_name="Ana", last_name="Ortiz", email="ana@kern.example", work_phone="555-0142")


@pytest.fixture
def asked(kern):
    """Kern asks Fresno; the request is open."""
    return RequestFactory(posted_by=kern, to=["fresno"])


def text_of(client, path):
    return client.get(path).content.decode()


@pytest.mark.parametrize("path", PUBLIC)
def test_everyone_sees_the_public_facts(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Kern" in answer.content.decode()


@pytest.mark.parametrize("path", ["/counties/kern/", "/cohorts/central/"])
def test_people_phones_and_requests_are_for_members(client, kern, asked, path):
    secrets = ["Ana Ortiz", "ana@kern.example", "555-0142", "555-0177", asked.reference]
    public = text_of(client, path)
    assert [secret for secret in secrets if secret in public] == []
    colleague = person(county="fresno")
    client.force_login(colleague)  # signed in, but without the second factor
    halfway = text_of(client, path)
    assert [secret for secret in secrets if secret in halfway] == []
    sign_in(client, colleague)
    assert "ana@kern.example" in text_of(client, path)


@pytest.mark.parametrize(
    ("who", "sees_request", "sees_people"),
    [
        ({"county": "fresno"}, True, True),
        ({"county": "fresno", "role": Role.MEMBER}, True, True),
        ({"county": None, "role": Role.STAFF}, True, True),
        ({"county": None, "role": Role.OBSERVER, "agency_kind": AgencyKind.EVALUATOR}, False, True),
        ({"county": "fresno", "role": Role.MEMBER, "agency_kind": AgencyKind.LAW_ENFORCEMENT}, False, True),
    ],
)
def test_a_county_page_shows_each_role_what_it_may_see(client, kern, asked, who, sees_request, sees_people):
    sign_in(client, person(**who))
    text = text_of(client, "/counties/kern/")
    assert (asked.reference in text) == sees_request
    assert ("555-0142" in text) == sees_people


def test_a_desk_shows_what_reaches_the_county_and_what_it_asked(client, kern, asked):
    sign_in(client, kern)
    own = text_of(client, "/desk/")
    assert own.index("Our open requests") < own.index(asked.reference)
    fresno = person(county="fresno")
    sign_in(client, fresno)
    reached = text_of(client, "/desk/")
    assert reached.index("Requests that reach us") < reached.index(asked.reference) < reached.index("Our open requests")
    sign_in(client, person(county="tulare"))
    assert asked.reference not in text_of(client, "/desk/")


@pytest.mark.parametrize(
    ("who", "headings"),
    [
        ({"county": "kern"}, ["Requests that reach us", "Our open requests"]),
        ({"county": "kern", "role": Role.MEMBER}, ["Requests"]),
        ({"county": None, "role": Role.STAFF}, ["Requests"]),
        ({"county": None, "role": Role.OBSERVER, "agency_kind": AgencyKind.EVALUATOR}, []),
    ],
)
def test_a_desk_has_the_parts_of_its_role(client, who, headings):
    sign_in(client, person(**who))
    text = text_of(client, "/desk/")
    found = re.findall(r'<h2 id="(?:reaching|own|board)">([^<]+)</h2>', text)
    assert found == headings


def test_a_desk_is_for_members(client):
    answer = client.get("/desk/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=%2Fdesk%2F")


@pytest.mark.parametrize("path", ["/desk/", "/counties/kern/"])
def test_the_number_of_queries_does_not_grow_with_the_requests(client, kern, path):
    sign_in(client, person(county="fresno"))
    counts = set()
    for more in (1, 2, 3):
        for _ in range(more):
            RequestFactory(posted_by=kern, to=["fresno"])
        client.get(path)  # what a process reads once is read now
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts.add(len(queries))
    assert len(counts) == 1


def test_what_is_not_there_is_not_found(client):
    assert client.get("/counties/atlantis/").status_code == 404
    assert client.get("/cohorts/atlantis/").status_code == 404


def test_every_link_leads_to_a_page_of_ours(client, kern, asked):
    sign_in(client, kern)
    for path in ["/desk/", *PUBLIC]:
        for address in set(re.findall(r'href="(/[^"#?]*)', text_of(client, path))):
            if not address.startswith(("/static/", "/cms/")):
                assert resolve(address).view_name, address


def test_a_county_without_a_coordinator_says_what_to_do(client, kern):
    sign_in(client, kern)
    assert "Nobody has joined as coordinator yet." in text_of(client, reverse("network:county", args=["yolo"]))
