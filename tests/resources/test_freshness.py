"""A stale count is unknown, everywhere."""

import datetime

import pytest
from django.utils import timezone

from portal.accounts.factories import person
from portal.accounts.roles import Role
from resources import freshness
from resources.factories import AvailabilityFactory, listing, terms
from resources.models import Availability, Kind, Listing
from resources.rows import complete
from tests.resources.searching import page_of

pytestmark = pytest.mark.django_db
HOURS, DAYS = (lambda n: datetime.timedelta(hours=n)), (lambda n: datetime.timedelta(days=n))
SHELTER = {"kind": Kind.PLACEMENT, "types": ("placement", "temporary-shelter")}
PROGRAM = {"kind": Kind.PLACEMENT, "types": ("placement", "strtp")}
SERVICE = {"kind": Kind.SERVICE, "types": ("service", "wraparound")}


def counted(shape, age, **fields):
    return listing(kind=shape["kind"], related={"types": terms(*shape["types"])}, counted=age, **fields)


def sentences(made):
    row = complete(Listing.objects.filter(pk=made.pk)).get()
    return [count.sentence for count in freshness.said(row, row.last_counts, timezone.now(), freshness.clocks())]


@pytest.mark.parametrize(
    ("shape", "age", "sentence"),
    [
        (PROGRAM, HOURS(3), "2 of 6 beds open, counted 3 hours ago by Kern County"),
        (PROGRAM, DAYS(6), "2 of 6 beds open, counted 6 days ago by Kern County"),
        (PROGRAM, DAYS(9), "Not known: it was “2 of 6 beds open” 9 days ago"),
        (SHELTER, DAYS(2), "2 of 6 beds open, counted 2 days ago by Kern County"),
        (SHELTER, DAYS(4), "Not known: it was “2 of 6 beds open” 4 days ago"),
        (SERVICE, DAYS(29), "2 of 6 places open, counted 29 days ago by Kern County"),
        (SERVICE, DAYS(31), "Not known: it was “2 of 6 places open” 31 days ago"),
        (PROGRAM, None, "Not known: it was never counted"),
    ],
)
def test_a_count_says_its_age_until_it_is_not_known_any_more(shape, age, sentence):
    assert sentences(counted(shape, age)) == [sentence]


def test_only_the_last_count_of_each_population_speaks():
    made = listing(counted=DAYS(1))
    girls = terms("population", "girls")[0]
    AvailabilityFactory(listing=made, total=6, occupied=6, as_of=timezone.now() - HOURS(2))
    AvailabilityFactory(listing=made, population=girls, total=2, occupied=1, as_of=timezone.now() - HOURS(5))
    assert sorted(sentences(made)) == [
        "0 of 6 beds open, counted 2 hours ago by Kern County",
        "1 of 2 beds open, counted 5 hours ago by Kern County",
    ]


def test_of_two_counts_at_one_moment_the_later_row_speaks():
    made, moment = listing(), timezone.now()
    AvailabilityFactory(listing=made, as_of=moment)
    last = AvailabilityFactory(listing=made, as_of=moment)
    assert list(Availability.objects.last_of_each()) == [last]


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (datetime.timedelta(seconds=1), "1 minute"),
        (datetime.timedelta(minutes=119), "119 minutes"),
        (HOURS(2), "2 hours"),
        (HOURS(47), "47 hours"),
        (HOURS(48), "2 days"),
    ],
)
def test_ages_in_words(age, words):
    assert freshness.in_words(age) == words


def test_the_filter_for_open_beds_believes_only_fresh_counts():
    worker = person(role=Role.PLACING_WORKER)
    counted(PROGRAM, HOURS(3), name="Open")
    counted(PROGRAM, DAYS(9), name="Stale")
    counted(PROGRAM, HOURS(3), name="Full", beds=(6, 6))
    counted(PROGRAM, None, name="Never counted")
    shown = page_of(worker, "availability=capacity")
    assert [card.name for card in shown.cards] == ["Open"]
    assert shown.found.facet_counts["availability"] == {"capacity": 1, "no-capacity": 1, "unknown": 2}
