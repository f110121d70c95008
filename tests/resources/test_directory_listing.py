"""One listing's page: what each tier may know, how fresh it is, what to do next, the way back to the same search."""

import datetime
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils import timezone

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.vocabulary.models import Term
from resources import queries
from resources.asked import read
from resources.factories import county, listing, terms
from resources.models import LicenseStatus, Security, Status
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def page_for(reader, made, query=""):
    return queries.listing_page(queries.seek(reader, read(QueryDict(query)), {}), made.pk)


def facts(page):
    return {name: value for section in page.sections for name, value in section.facts}


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def whole():
    return listing(
        name="Bluebird House",
        operator="Pacific Kin Network",
        county=county("kern"),
        city="Bakersfield",
        description="A small home.",
        minimum_age=12,
        maximum_age=17,
        accepts_out_of_county=True,
        security=Security.UNLOCKED,
        hours="Day and night",
        phone="(661) 555-0134",
        email="intake@bluebird.example",
        website="https://bluebird.example",
        referral_steps="Call first.\nSend the packet by fax.",
        presumptive_transfer="Kern's plan pays from the first day.",
        license_status=LicenseStatus.LICENSED,
        license_type="STRTP",
        license_number="157200001",
        license_capacity=6,
        license_checked_on=datetime.date(2026, 3, 1),
        training_evidence="CSEC 101 for all staff",
        training_on=datetime.date(2026, 2, 3),
        related={
            "types": terms("placement", "strtp"),
            "counties_served": [county("inyo")],
            "contracts_with": [county("inyo")],
            "populations": terms("population", "girls"),
            "needs": terms("need", "self-harm"),
            "trafficking": terms("trafficking", "sex"),
            "languages": terms("language", "spanish"),
            "access": terms("access", "referral"),
            "funding": terms("funding", "afdc-fc"),
        },
        counted=HOUR,
    )


PUBLIC = {
    "Serves": "Girls and young women",
    "Languages": "Spanish",
    "Run by": "Pacific Kin Network",
    "Counties served": "Inyo",
    "Ways in": "By referral only",
}
MEMBER = PUBLIC | {
    "Needs it can meet": "Self-harm or thoughts of suicide",
    "Knows": "Sex trafficking or commercial sexual exploitation",
    "Youth from other counties": "Accepted",
    "Locked or unlocked": "Unlocked",
    "Hours": "Day and night",
    "Funding it takes": "Foster care funds (AFDC-FC)",
    "Contracts with": "Inyo County",
    "License": "Licensed, STRTP, number 157200001, for 6 at most, as looked up on March 1, 2026",
    "Training on exploitation": "CSEC 101 for all staff, Feb. 3, 2026",
}
PLACING = MEMBER | {"Presumptive transfer": "Kern's plan pays from the first day."}


@pytest.mark.parametrize(
    ("reader", "known", "steps", "email"),
    [
        (AnonymousUser, PUBLIC, "", ""),
        (lambda: person(role=Role.MEMBER), MEMBER, "", "intake@bluebird.example"),
        (
            lambda: person(role=Role.PLACING_WORKER),
            PLACING,
            "Call first.\nSend the packet by fax.",
            "intake@bluebird.example",
        ),
    ],
)
def test_each_tier_reads_its_own_facts(whole, reader, known, steps, email):
    page = page_for(reader(), whole)
    assert {name: value.replace("February", "Feb.") for name, value in facts(page).items()} == known
    assert (page.referral_steps, page.email, page.city) == (steps, email, "Bakersfield")


def test_of_a_confidential_one_members_read_that_it_exists_and_whether_there_is_room(whole):
    whole.is_confidential = True
    whole.save()
    page = page_for(person(role=Role.MEMBER), whole)
    assert facts(page) == {"Run by": "Pacific Kin Network", "Counties served": "Inyo"}
    assert (page.card.phone, page.city, page.description) == ("", "", "")
    assert page.card.counts[0].available == 2
    assert page_for(AnonymousUser(), whole) is None


def test_a_listing_takes_as_many_queries_as_its_parts(django_assert_num_queries, whole):
    worker = person(role=Role.PLACING_WORKER)
    with django_assert_num_queries(17):
        assert page_for(worker, whole).card.name == "Bluebird House"


def test_it_says_how_fresh_each_count_is_with_its_moment_and_by_whom(client, whole):
    sign_in(client, person(role=Role.MEMBER))
    text = text_of(client.get(f"/directory/{whole.pk}/"))
    assert re.search(
        r"Open 2 of 6 beds open, counted 60 minutes ago by Kern County \(\w+ \d+, \d+:\d\d [ap]\.m\. Pacific\)", text
    )


def test_the_way_back_leads_to_the_same_search_and_tells_how_far_it_is(client, whole):
    query = "q=house&near=inyo&kind=placement"
    answer = client.get(f"/directory/{whole.pk}/?{query}")
    assert 'href="/directory/?q=house&amp;near=inyo&amp;kind=placement"' in answer.content.decode()
    miles = answer.context["listing"].card.miles
    assert 50 < miles < 200
    assert f"{miles} miles from Inyo County to the middle of the county" in text_of(answer)
    assert client.get(f"/directory/{whole.pk}/").context["listing"].card.miles is None


def test_what_to_do_next_stands_on_top(client, whole):
    sign_in(client, person(role=Role.PLACING_WORKER))
    page = client.get(f"/directory/{whole.pk}/").content.decode()
    for link in (
        'href="tel:6615550134"',
        'href="mailto:intake@bluebird.example"',
        'href="https://bluebird.example"',
        'href="/requests/new/?from=directory&amp;county=kern"',
        'data-copies="referral-steps"',
    ):
        assert page.count(link) == 1, link


def test_strangers_and_plain_members_are_not_asked_to_post(client, whole):
    assert "/requests/new/" not in client.get(f"/directory/{whole.pk}/").content.decode()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (3, "They said that all of this is right on"),
        (400, "Not confirmed lately, so ask when you call: they last said that this is right on"),
        (None, "They have not confirmed it yet, so ask when you call."),
    ],
)
def test_whether_it_was_confirmed_is_said_kindly(client, days, said):
    made = listing(verified_at=days and timezone.now() - datetime.timedelta(days=days))
    sign_in(client, person(role=Role.MEMBER))
    assert said in text_of(client.get(f"/directory/{made.pk}/"))


@pytest.mark.parametrize(
    ("reader", "link"),
    [
        (None, "Call the child welfare office of Kern County"),
        (lambda: person(county="inyo", role=Role.COORDINATOR), "Suggest a correction"),
        (lambda: person(county="kern", role=Role.COORDINATOR), "Edit this listing"),
    ],
)
def test_who_finds_a_mistake_learns_what_to_do(client, whole, reader, link):
    if reader:
        sign_in(client, reader())
    assert link in text_of(client.get(f"/directory/{whole.pk}/"))


def test_an_ended_term_is_still_read(whole):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Term.objects.filter(scheme="population", code="girls").update(valid_to=yesterday)
    assert facts(page_for(AnonymousUser(), whole))["Serves"] == "Girls and young women"


def test_who_may_not_see_it_gets_a_plain_404_whatever_the_address_says(client, whole):
    whole.is_confidential = True
    whole.save()
    assert client.get(f"/directory/{whole.pk}/?near=kern&q=bluebird").status_code == 404
    assert page_for(person(), listing(status=Status.DRAFT)) is None


@pytest.mark.parametrize("query", ["q=%00", "near=atlantis", "page=99999", "county=%FF&left=.", "view=print"])
def test_no_address_makes_the_page_of_a_listing_fail(client, whole, query):
    assert client.get(f"/directory/{whole.pk}/?{query}").status_code == 200
