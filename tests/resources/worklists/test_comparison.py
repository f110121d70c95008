"""Up to four listings side by side."""

import datetime

import pytest
from django.urls import reverse

from portal.vocabulary.models import Term
from resources.factories import AvailabilityFactory, listing, terms
from resources.models import Status
from resources.worklists.comparison import Row, compare
from tests.resources.worklists.conftest import HOUR
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def row(shown, label):
    return next(each for each in shown.rows if each.label == label)


def test_room_and_its_age_come_first(worker, three):
    shown = compare(worker, [each.pk for each in three])
    assert [each.label for each in shown.rows][:2] == ["Room", "Age of the count"]
    assert row(shown, "Room").cells[0] == ("2 of 6 beds open, counted 60 minutes ago by Kern County",)
    assert row(shown, "Age of the count") == Row("Age of the count", (("Fresh",),) * 3)


def test_each_population_that_was_counted_has_a_line_of_its_own(worker):
    made = listing(counted=HOUR, related={"populations": terms("population", "girls")})
    AvailabilityFactory(listing=made, population=Term.objects.get(scheme="population", code="girls"), occupied=6)
    other = listing()
    lines = row(compare(worker, [made.pk, other.pk]), "Room").cells
    assert len(lines[0]) == 2
    assert lines[1] == ("Not known: it was never counted",)


def test_what_differs_is_told_apart_from_what_is_the_same(worker):
    first = listing(name="Aspen House", operator="Made-up Families", minimum_age=12, maximum_age=17)
    second = listing(name="Birch House", operator="Made-up Families", minimum_age=6, maximum_age=12)
    shown = compare(worker, [first.pk, second.pk])
    assert row(shown, "Ages").cells == (("12 to 17",), ("6 to 12",))
    assert row(shown, "Ages").differs
    assert not row(shown, "Run by").differs
    only = compare(worker, [first.pk, second.pk], only_differences=True)
    assert [each.label for each in only.rows] == ["Ages"]


def test_a_line_about_which_nothing_is_known_is_left_out(worker, three):
    assert "Hours" not in [each.label for each in compare(worker, [each.pk for each in three]).rows]


def test_a_fifth_listing_is_refused_and_the_first_four_are_shown(worker):
    made = [listing() for _ in range(5)]
    shown = compare(worker, [each.pk for each in made])
    assert [entry.card.pk for entry in shown.entries] == [each.pk for each in made[:4]]
    assert (shown.refused, shown.missing) == (1, 0)


def test_a_listing_named_twice_stands_there_once(worker, three):
    shown = compare(worker, [three[0].pk, three[1].pk, three[0].pk])
    assert (len(shown.entries), shown.refused) == (2, 0)


def test_what_the_reader_does_not_find_is_counted_and_not_named(worker, three):
    hidden = listing(name="Hidden House", status=Status.SUSPENDED)
    shown = compare(worker, [three[0].pk, hidden.pk])
    assert [entry.card.name for entry in shown.entries] == ["Aspen House"]
    assert shown.missing == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_thirteen_queries(rows, worker, three, django_assert_num_queries):
    with django_assert_num_queries(13):
        compare(worker, [each.pk for each in three[:rows]])


# --- The page


def address(*listings, **more):
    pairs = [("ids", str(each.pk)) for each in listings] + list(more.items())
    return reverse("resources:compare") + "?" + "&".join(f"{name}={value}" for name, value in pairs)


def test_the_page_is_a_table_with_headers_of_both_kinds(at_work, three):
    page = at_work.get(address(*three)).content.decode()
    assert page.count('<th scope="col">') == 3
    assert '<th scope="row">' in page
    assert "differs" in page


def test_the_page_says_why_a_fifth_is_not_there(at_work):
    page = at_work.get(address(*(listing() for _ in range(5)))).content.decode()
    assert "Four listings fit side by side, and you chose more." in page
    assert page.count('<th scope="col">') == 4


def test_only_differences_is_a_link_in_the_same_address(at_work, three):
    shown = at_work.get(address(*three)).content.decode()
    only = address(*three, only="differences")
    assert only.replace("&", "&amp;") in shown
    page = at_work.get(only).content.decode()
    assert "Only what differs is shown." in page
    assert "Run by" not in page


@pytest.mark.parametrize("query", ["", "?ids=", "?ids=nothing,%00,1", "?ids=" + "x" * 3000, "?only=differences"])
def test_an_address_without_listings_says_how_to_choose_some(at_work, query):
    page = at_work.get(reverse("resources:compare") + query)
    assert page.status_code == 200
    assert "It takes two to compare" in page.content.decode()


def test_what_a_tier_may_not_see_is_in_no_cell(client, member, three):
    secret = listing(is_confidential=True, phone="555-0177", referral_steps="Ask the duty line", counted=HOUR)
    sign_in(client, member)
    page = client.get(address(secret, three[0])).content.decode()
    assert "555-0177" not in page
    assert "duty line" not in page


def test_an_old_count_is_not_known(worker, three):
    stale = listing(counted=datetime.timedelta(days=40))
    shown = compare(worker, [stale.pk, three[0].pk])
    assert row(shown, "Room").cells[0][0].startswith("Not known: it was")
    assert row(shown, "Age of the count").cells == (("Too old to count",), ("Fresh",))
