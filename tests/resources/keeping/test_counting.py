"""Counting one population: numbers and words, offers that hold beds, two windows, and who may."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.audit.models import AuditRow
from resources.factories import AvailabilityFactory, terms
from resources.keeping.actions import CountedMeanwhile, Statement, count
from resources.keeping.keepers import Keeper
from resources.models import Availability, AvailabilityStatus

pytestmark = pytest.mark.django_db


def last(listing):
    return listing.counts.first().pk


def test_open_of_total_becomes_a_count(made, keeper):
    counted = count(Keeper(user=keeper), made.pk, Statement(open=1, total=6, seen=last(made)))
    assert (counted.available, counted.occupied, counted.status) == (1, 5, AvailabilityStatus.CAPACITY)


def test_what_an_offer_holds_stays_held_and_is_not_open(made, keeper):
    AvailabilityFactory(listing=made, total=6, occupied=3, held=1)
    counted = count(Keeper(user=keeper), made.pk, Statement(open=3, total=6, seen=last(made)))
    assert (counted.available, counted.held, counted.occupied) == (3, 1, 2)
    with pytest.raises(ValidationError, match="6 open and 1 held by an offer are more than 6"):
        count(Keeper(user=keeper), made.pk, Statement(open=6, total=6, seen=counted.pk))


def test_more_open_than_there_are_is_refused_and_never_clamped(made, keeper):
    with pytest.raises(ValidationError, match="7 open are more than 6 in all"):
        count(Keeper(user=keeper), made.pk, Statement(open=7, total=6, seen=last(made)))
    assert made.counts.count() == 1


@pytest.mark.parametrize("word", ["capacity", "ask", "no-capacity", "unknown"])
def test_a_word_alone_is_a_count_too(made, keeper, word):
    counted = count(Keeper(user=keeper), made.pk, Statement(status=word, seen=last(made)))
    assert (counted.status, counted.total) == (word, None)


def test_a_waiting_list_keeps_its_length_with_numbers_and_without(made, keeper):
    full = Statement(open=0, total=6, status="waitlist", waiting_length=4, waiting_days=30, seen=last(made))
    counted = count(Keeper(user=keeper), made.pk, full)
    assert (counted.status, counted.occupied, counted.waiting_length) == ("waitlist", 6, 4)
    worded = count(Keeper(user=keeper), made.pk, Statement(status="waitlist", waiting_length=2, seen=counted.pk))
    assert (worded.status, worded.total, worded.waiting_length) == ("waitlist", None, 2)


def test_each_population_is_counted_apart(made, keeper):
    girls, boys = terms("population", "girls", "boys")
    made.populations.add(girls)
    counted = count(Keeper(user=keeper), made.pk, Statement(population=girls, open=1, total=2))
    assert (counted.population, made.counts.count()) == (girls, 2)
    with pytest.raises(ValidationError, match="not for that group"):
        count(Keeper(user=keeper), made.pk, Statement(population=boys, open=1, total=2))


def test_the_same_count_sent_twice_is_one(made, keeper):
    said = Statement(open=1, total=6, seen=last(made))
    first, second = (count(Keeper(user=keeper), made.pk, said) for _ in range(2))
    assert (first, made.counts.count()) == (second, 2)


def test_a_count_that_somebody_else_overtook_is_shown_first(made, keeper):
    said = Statement(open=1, total=6, seen=last(made))
    other = person(county="kern", first_name="Ben", last_name="Lee")
    theirs = count(Keeper(user=other), made.pk, Statement(open=0, total=6, seen=said.seen))
    with pytest.raises(CountedMeanwhile, match="Ben Lee said “0 of 6” while this page was open") as refusal:
        count(Keeper(user=keeper), made.pk, said)
    assert refusal.value.current == theirs
    again = count(Keeper(user=keeper), made.pk, Statement(open=1, total=6, seen=theirs.pk))
    assert (again.available, made.counts.count()) == (1, 3)


def test_a_delegates_count_names_the_delegation_in_the_audit(made, by_link):
    counted = count(by_link, made.pk, Statement(open=2, total=6, seen=last(made)))
    assert (counted.counted_by, counted.counted_by_name) == (None, "Sam Rivera")
    rows = {row.act: row for row in AuditRow.objects.all()}
    assert rows["listing.counted"].facts["channel"] == "link"
    assert (rows["delegate.counted"].actor_id, rows["delegate.counted"].facts) == (None, {"count": counted.pk})


@pytest.mark.parametrize("role", [Role.MEMBER, Role.PLACING_WORKER])
def test_who_does_not_keep_the_listing_may_not_count(made, role):
    with pytest.raises(PermissionDenied, match="Kern County keeps this listing"):
        count(Keeper(user=person(county="kern", role=role)), made.pk, Statement(open=1, total=6))
    assert Availability.objects.count() == 1
