"""Counting beds: who may, what is refused, what is kept."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from portal.accounts.factories import person
from portal.audit.models import AuditRow
from resources import actions
from resources.factories import listing
from resources.models import Availability, Channel
from tests.resources.searching import page_of

pytestmark = pytest.mark.django_db


def test_a_count_is_kept_audited_and_found_at_once():
    made, keeper = listing(), person()
    count = actions.count_beds(made, by=keeper, total=6, occupied=3, held=1)
    assert (count.available, count.counted_by) == (2, keeper)
    assert AuditRow.objects.filter(act="listing.counted").count() == 1
    assert [card.counts[0].available for card in page_of(keeper, "availability=capacity").cards] == [2]


def test_earlier_counts_stay():
    made, keeper = listing(), person()
    for occupied in (1, 2):
        actions.count_beds(made, by=keeper, total=6, occupied=occupied)
    assert list(Availability.objects.values_list("occupied", flat=True)) == [2, 1]


def test_another_county_may_not_count():
    made = listing()
    with pytest.raises(PermissionDenied, match="Kern County keeps this listing"):
        actions.count_beds(made, by=person(county="inyo"), total=6, occupied=3)
    assert Availability.objects.count() == 0


@pytest.mark.parametrize(
    ("count", "refusal"),
    [
        ({"total": 6, "occupied": 7}, "More beds are occupied or held"),
        ({"total": 6, "occupied": 6, "held": 1}, "More beds are occupied or held"),
        ({"total": 6, "occupied": -1}, "below zero"),
        ({"total": 40_000, "occupied": 1}, "too large"),
        ({"total": 6}, "choose a status instead"),
        ({}, "choose a status instead"),
        ({"total": 6, "occupied": 1, "status": "no-capacity"}, "The numbers say something else"),
        ({"total": 6, "occupied": 1, "status": "ask"}, "The numbers say something else"),
        ({"total": 6, "occupied": 1, "waiting_length": 4}, "belongs to a waiting list"),
        ({"status": "no-capacity", "waiting_length": 4}, "belongs to a waiting list"),
    ],
)
def test_a_count_that_cannot_be_is_refused_and_never_clamped(count, refusal):
    made = listing()
    with pytest.raises(ValidationError, match=refusal):
        actions.count_beds(made, by=person(), **count)
    assert Availability.objects.count() == 0


@pytest.mark.parametrize(
    ("count", "status"),
    [
        ({"total": 6, "occupied": 4, "held": 1}, "capacity"),
        ({"total": 6, "occupied": 6}, "no-capacity"),
        ({"total": 6, "occupied": 6, "status": "waitlist"}, "waitlist"),
        ({"total": 6, "occupied": 6, "waiting_days": 20}, "waitlist"),
        ({"status": "waitlist", "waiting_length": 9}, "waitlist"),
        ({"status": "ask"}, "ask"),
        ({"status": "unknown"}, "unknown"),
    ],
)
def test_the_numbers_say_the_status_and_words_stand_where_there_are_none(count, status):
    assert actions.count_beds(listing(), by=person(), **count).status == status


def test_a_provider_counts_by_a_link_under_its_own_name():
    prepared = actions.prepare_count(listing(), total=6, occupied=4, counted_by_name="Shift lead", channel=Channel.LINK)
    count = actions.record_count(prepared)
    assert (count.counted_by, count.counted_by_name, count.channel) == (None, "Shift lead", "link")
    assert AuditRow.objects.get(act="listing.counted").actor_id is None


def test_a_count_from_the_future_is_refused():
    with pytest.raises(ValidationError, match="lies in the future"):
        tomorrow = timezone.now() + datetime.timedelta(days=1)
        actions.count_beds(listing(), by=person(), total=6, occupied=0, as_of=tomorrow)
