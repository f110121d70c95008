"""The pages of the roof, with JavaScript off."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohorts.coordination.factories import RequestFactory
from cohorts.network import queries
from events.factories import ConveningFactory, SessionFactory
from portal.accounts.factories import person
from portal.accounts.roles import AgencyKind, Role
from tests.signing_in import sign_in

PUBLIC = ["/counties/", "/counties/kern/", "/cohorts/", "/cohorts/central/"]
SECRETS = ["Ana Ortiz", "ana@kern.example", "555-0111", "555-0199"]


def text(response):
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def links_of(response):
    """Addresses of this site that the content of a page leads to."""
    content = response.content.decode().split('<main id="main"')[1].split("</main>")[0]
    found = {html.unescape(href) for href in re.findall(r'href="([^"]+)"', content)}
    return {href for href in found if href.startswith("/") and not href.startswith("/static/")}


@pytest.fixture
def asked(coordinator):
    return RequestFactory(slug="fresno", to=["kern"])


def test_the_desk_asks_a_stranger_to_sign_in(client, db):
    response = client.get("/desk/")
    assert (response.status_code, response.url) == (302, "/accounts/login/?next=%2Fdesk%2F")


def test_the_desk_greets_and_shows_what_waits(client, coordinator, asked):
    sign_in(client, coordinator)
    response = client.get("/desk/")
    page = text(response)
    assert "<h1>Hello, Ana</h1>" in page
    assert f'href="/requests/{asked.reference}/"' in page
    assert "Your county has no open request." in page
    assert '<a class="usa-button" href="/requests/new/">Post a request</a>' in page
    assert "no-store" in response["Cache-Control"]


def test_a_member_is_led_to_the_board_and_posts_nothing(client, asked):
    sign_in(client, person(county="kern", role=Role.MEMBER))
    page = text(client.get("/desk/"))
    assert '<a class="usa-link" href="/requests/">the board of open requests</a>' in page
    assert asked.reference not in page
    assert "/requests/new/" not in page


@pytest.mark.parametrize(
    "described",
    [
        {"county": "kern", "role": Role.MEMBER, "agency_kind": AgencyKind.LAW_ENFORCEMENT},
        {"county": None, "role": Role.OBSERVER, "agency_kind": AgencyKind.EVALUATOR},
    ],
)
def test_the_desk_of_whoever_has_no_board_names_no_request(client, asked, described):
    sign_in(client, person(**described))
    main = text(client.get("/desk/")).split('<main id="main"')[1]
    assert asked.reference not in main
    assert "/requests/" not in main


@pytest.mark.parametrize(
    ("described", "headings"),
    [
        ({"county": "kern"}, ["Requests that reach us", "Our open requests"]),
        ({"county": "kern", "role": Role.MEMBER}, ["Requests"]),
        ({"county": None, "role": Role.STAFF}, ["Requests"]),
        ({"county": None, "role": Role.OBSERVER, "agency_kind": AgencyKind.EVALUATOR}, []),
    ],
)
def test_a_desk_has_the_parts_of_its_role(client, db, described, headings):
    sign_in(client, person(**described))
    page = client.get("/desk/").content.decode()
    assert re.findall(r'<h2 id="(?:reaching|own|board)">([^<]+)</h2>', page) == headings


@pytest.mark.parametrize(
    ("described", "sees_request"),
    [
        ({"county": "fresno"}, True),
        ({"county": "fresno", "role": Role.MEMBER}, True),
        ({"county": None, "role": Role.STAFF}, True),
        ({"county": None, "role": Role.OBSERVER, "agency_kind": AgencyKind.EVALUATOR}, False),
        ({"county": "fresno", "role": Role.MEMBER, "agency_kind": AgencyKind.LAW_ENFORCEMENT}, False),
    ],
)
def test_a_county_page_shows_each_role_what_it_may_see(client, coordinator, described, sees_request):
    request = RequestFactory(posted_by=coordinator, to=["fresno"])
    sign_in(client, person(**described))
    page = text(client.get("/counties/kern/"))
    assert (request.reference in page) is sees_request
    assert "555-0111" in page


@pytest.mark.parametrize("path", ["/desk/", "/counties/kern/"])
def test_the_queries_of_a_page_do_not_grow_with_the_requests(client, coordinator, path):
    sign_in(client, person(county="fresno"))
    counts = set()
    for more in (1, 2):
        for _ in range(more):
            RequestFactory(posted_by=coordinator, to=["fresno"])
        client.get(path)  # what a process reads once is read now
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counts.add(len(asked))
    assert len(counts) == 1


@pytest.mark.parametrize("path", PUBLIC)
def test_the_public_sees_the_page_and_nobodys_name(client, coordinator, path):
    RequestFactory(posted_by=coordinator, to=["fresno"])
    response = client.get(path)
    assert response.status_code == 200
    page = text(response)
    assert [secret for secret in SECRETS if secret in page] == []
    assert "a starting point, made from the regions of the child-welfare training academies" in page


@pytest.mark.parametrize("path", ["/counties/kern/", "/cohorts/central/"])
def test_a_member_sees_whom_to_call(client, coordinator, path):
    sign_in(client, person(county="fresno", role=Role.MEMBER))
    page = text(client.get(path))
    assert '<a class="usa-link" href="tel:555-0111">555-0111</a>' in page
    assert '<a class="usa-link" href="mailto:ana@kern.example">ana@kern.example</a>' in page
    assert ("555-0199" in page) is (path == "/counties/kern/")


@pytest.mark.parametrize("path", ["/counties/kern/", "/cohorts/central/"])
def test_a_session_without_its_second_factor_sees_what_a_stranger_sees(client, coordinator, path):
    client.force_login(coordinator)
    main = text(client.get(path)).split('<main id="main"')[1]
    assert [secret for secret in SECRETS if secret in main] == []
    assert "Members of PACT see here who coordinates" in main


def test_a_stranger_comes_back_to_the_county_after_signing_in(client, db):
    assert 'href="/accounts/login/?next=/counties/kern/"' in text(client.get("/counties/kern/"))


def test_a_county_without_a_duty_line_says_so(client, coordinator):
    sign_in(client, coordinator)
    assert "no duty line is on record" in text(client.get("/counties/fresno/"))
    assert "no duty line is on record" not in text(client.get("/counties/kern/"))


def test_a_county_without_a_coordinator_says_what_to_do(client, coordinator):
    sign_in(client, coordinator)
    assert "Nobody has joined as coordinator yet. PACT staff can put you in touch." in text(
        client.get("/counties/modoc/")
    )


@pytest.mark.parametrize("path", ["/counties/atlantis/", "/cohorts/western/"])
def test_what_does_not_exist_is_not_found(client, db, path):
    assert client.get(path).status_code == 404


def test_the_map_and_its_list_lead_to_all_58_counties(client, db):
    response = client.get("/counties/")
    counties = {link for link in links_of(response) if link.startswith("/counties/")}
    assert len(counties) == 58
    content = response.content.decode()
    assert all(content.count(f'href="{link}"') == 2 for link in counties)


def test_a_cohorts_map_marks_its_own_counties_in_words_too(client, db):
    page = text(client.get("/cohorts/southern/"))
    cohort = queries.cohort_page(person(), "southern").cohort
    assert page.count('<span class="county-map__value">in this cohort</span>') == len(cohort.counties) == 6


@pytest.mark.parametrize("path", ["/desk/", *PUBLIC, "/counties/alpine/"])
def test_every_link_leads_somewhere(client, coordinator, backup, asked, path):
    RequestFactory(posted_by=coordinator, to=["fresno"])
    SessionFactory(convening=ConveningFactory())
    sign_in(client, coordinator)
    response = client.get(path)
    assert response.status_code == 200
    answers = {link: client.get(link).status_code for link in sorted(links_of(response))[:40]}
    assert {link: status for link, status in answers.items() if status != 200} == {}


@pytest.mark.parametrize("path", PUBLIC)
def test_every_link_of_a_public_page_leads_a_stranger_somewhere(client, coordinator, path):
    answers = {link: client.get(link).status_code for link in sorted(links_of(client.get(path)))[:40]}
    assert {link: status for link, status in answers.items() if status != 200} == {}
