"""A keeper's list, counting from it, and the pages of delegates: known queries, bad input, two windows."""

import datetime
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.factories import person
from portal.accounts.roles import Role
from resources.factories import AvailabilityFactory, county, listing, terms
from resources.keeping.actions import propose
from resources.keeping.keepers import Keeper
from resources.keeping.queries import keeping
from resources.models import Availability, Confirmation, Delegate, Kind, Listing, Reminder
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR
LIST = "/directory/keeping/"


@pytest.fixture
def signed_in(client, keeper):
    sign_in(client, keeper)
    return client


def text_of(page):
    return " ".join(page.content.decode().split())


@pytest.fixture
def county_of_five():
    types = {"types": terms("placement", "strtp")}
    kern = county("kern")
    listing(name="Fresh House", county=kern, counted=HOUR, related=types)
    listing(name="Stale House", county=kern, counted=10 * DAY, related=types)
    listing(name="Older House", county=kern, counted=20 * DAY, related=types)
    listing(name="Old Text", kind=Kind.SERVICE, county=kern, verified_at=timezone.now() - 200 * DAY)
    proposed = listing(name="Proposed House", county=kern, counted=HOUR, related=types)
    propose(Keeper(user=person(county="inyo")), proposed, key=uuid.uuid4(), texts={}, note="It closed.")
    listing(name="Draft House", county=kern, status="draft")
    listing(name="Inyo House", county=county("inyo"), counted=10 * DAY)


def test_what_nobody_can_believe_comes_first_then_proposals_then_texts(keeper, county_of_five):
    kept = keeping(keeper)
    assert [(row.name, row.reasons) for row in kept.first] == [
        ("Older House", ("Count too old: shown as not known",)),
        ("Stale House", ("Count too old: shown as not known",)),
        ("Proposed House", ("1 proposed change",)),
        ("Old Text", ("Text out of date",)),
    ]
    assert [[row.name for row in part] for part in (kept.in_order, kept.not_live)] == [["Fresh House"], ["Draft House"]]


def test_each_row_says_when_the_portal_asked_until_it_is_answered(keeper):
    made = listing(name="Stale House", county=county("kern"), counted=10 * DAY)
    asked = timezone.now() - DAY
    Reminder.objects.create(
        listing=made, clock="counts", since=asked - 9 * DAY, step=1, level="keepers", at=asked, day=asked.date()
    )
    assert keeping(keeper).first[0].reminded_at == asked


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_takes_the_same_queries_for_one_listing_and_for_thirty(
    rows, signed_in, keeper, django_assert_num_queries
):
    for number in range(rows):
        related = {"types": terms("placement", "strtp"), "populations": terms("population", "girls")}
        made = listing(name=f"House {number}", county=county("kern"), related=related)
        AvailabilityFactory(listing=made, as_of=timezone.now() - 10 * DAY, counted_by=keeper)
    with django_assert_num_queries(15):
        assert len(keeping(keeper).first) == rows
    with django_assert_num_queries(22):
        signed_in.get(LIST)


def test_thirty_listings_are_confirmed_with_one_press(signed_in):
    for number in range(30):
        listing(name=f"House {number:02}", county=county("kern"), counted=10 * DAY)
    page = signed_in.get(LIST, {"check": "all"}).content.decode()
    sent = dict(re.findall(r'name="(seen-[^"]+)" value="([^"]+)"', page))
    checked = re.findall(r'name="listing" value="([^"]+)" form="still-right" checked', " ".join(page.split()))
    done = signed_in.post(
        reverse("resources:keeping:confirm"), {"listing": checked, "what": "all", **sent}, follow=True
    )
    assert "Still right: 30 listings." in text_of(done)
    assert (Confirmation.objects.count(), Availability.objects.count()) == (30, 60)
    assert "Needs a look" not in done.content.decode()


@pytest.mark.parametrize(("check", "checked"), [("", 0), ("first", 4), ("all", 6), ("nonsense", 0)])
def test_boxes_are_checked_by_a_link_where_no_script_runs(signed_in, county_of_five, check, checked):
    page = text_of(signed_in.get(LIST, {"check": check}))
    assert page.count('form="still-right" checked') == checked


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"listing": "x"},
        {"listing": ["x", ""], "what": "y"},
        {"listing": "\0", "what": "\0"},
        {"what": "all"},
    ],
)
def test_a_press_without_a_listing_says_so(signed_in, made, data):
    done = signed_in.post(reverse("resources:keeping:confirm"), data, follow=True)
    assert "No listing was checked, so nothing was confirmed." in text_of(done)


def test_anothers_listing_in_the_press_is_refused(signed_in, made):
    other = listing(county=county("inyo"))
    assert signed_in.post(reverse("resources:keeping:confirm"), {"listing": str(other.pk)}).status_code == 403
    assert Confirmation.objects.count() == 0


def test_counting_from_the_list_leads_back_to_the_listings_row(signed_in, made):
    address = reverse("resources:keeping:count", args=[made.pk])
    sent = {"open": "1", "total": "6", "seen": str(made.counts.get().pk)}
    for _ in range(2):  # a double press
        done = signed_in.post(address, sent)
        assert done.url == f"{LIST}#listing-{made.pk}"
    assert [count.available for count in made.counts.all()] == [1, 2]


def test_the_list_keeps_a_waiting_list_that_the_short_form_does_not_show(signed_in, made):
    address = reverse("resources:keeping:count", args=[made.pk])
    full = {"open": "0", "total": "6", "status": "waitlist", "waiting_length": "4"}
    signed_in.post(address, full | {"seen": str(made.counts.get().pk)})
    page = signed_in.get(LIST).content.decode()
    assert re.search(r'name="waiting_length" value="4"', page)


def test_a_refused_count_shows_the_listings_own_form_with_what_was_typed(signed_in, made):
    sent = {"open": "9", "total": "6", "seen": str(made.counts.get().pk)}
    page = signed_in.post(reverse("resources:keeping:count", args=[made.pk]), sent)
    assert page.status_code == 422
    assert "9 open are more than 6 in all" in page.content.decode()
    assert 'value="9"' in page.content.decode()


def test_letting_a_contact_in_and_ending_it_on_the_page(signed_in, made):
    address = reverse("resources:keeping:delegates", args=[made.pk])
    sent = {"name": "Sam Rivera", "email": "sam@bluebird.example"}
    for _ in range(2):
        assert signed_in.post(address, sent).status_code == 302
    delegate = Delegate.objects.get()
    assert "Sam Rivera" in signed_in.get(address).content.decode()
    for _ in range(2):
        end = reverse("resources:keeping:end_delegation", args=[made.pk, delegate.pk])
        assert signed_in.post(end).status_code == 302
    assert "Ended (1)" in signed_in.get(address).content.decode()


@pytest.mark.parametrize("data", [{}, {"name": "X", "email": "x"}, {"name": "x" * 500, "email": "x@x.example"}])
def test_a_contact_without_name_or_address_is_refused(signed_in, made, data):
    page = signed_in.post(reverse("resources:keeping:delegates", args=[made.pk]), data)
    assert (page.status_code, Delegate.objects.count()) == (422, 0)


def test_a_delegate_of_another_listing_is_not_ended_by_its_number(signed_in, made, delegate):
    other = listing(name="Cedar Home", county=county("kern"))
    assert signed_in.post(reverse("resources:keeping:end_delegation", args=[other.pk, delegate.pk])).status_code == 404
    assert list(Delegate.objects.in_force()) == [delegate]


PAGES = ("count", "edit", "delegates")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("county_slug", "role", "status"),
    [
        ("kern", Role.COORDINATOR, 200),
        ("kern", Role.BACKUP, 200),
        (None, Role.STAFF, 200),
        ("inyo", Role.COORDINATOR, 403),
        ("kern", Role.MEMBER, 403),
        (None, Role.OBSERVER, 403),
    ],
)
def test_the_pages_of_a_listing_are_for_who_keeps_it(client, made, name, county_slug, role, status):
    sign_in(client, person(county=county_slug, role=role))
    assert client.get(reverse(f"resources:keeping:{name}", args=[made.pk])).status_code == status
    if status == 403:
        Listing.objects.filter(pk=made.pk).update(status="draft")
        assert client.get(reverse(f"resources:keeping:{name}", args=[made.pk])).status_code == 404
    assert client.get(reverse(f"resources:keeping:{name}", args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("name", [*PAGES, "suggest"])
def test_strangers_are_sent_to_sign_in(client, made, name):
    page = client.get(reverse(f"resources:keeping:{name}", args=[made.pk]))
    assert page.url.startswith("/accounts/login/")
