"""What the database refuses, whoever writes: counts that can't be, and every change of a count."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from resources.factories import AvailabilityFactory, ListingFactory, listing
from resources.models import AddressVisibility, Availability, FreshnessPolicy, Kind, Security, Subject, status_of

pytestmark = pytest.mark.django_db
NO_NUMBERS = {"total": None, "occupied": None}


def refused(make, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"total": 2, "occupied": 2, "held": 1, "status": "no-capacity"},
        {"total": 2, "occupied": -1, "status": "capacity"},
        {"total": 2, "occupied": None, "status": "capacity"},
        {"total": None, "occupied": 2, "status": "capacity"},
        {**NO_NUMBERS, "held": 1, "status": "capacity"},
        {"total": 2, "occupied": 2, "status": "capacity"},
        {"total": 2, "occupied": 1, "status": "no-capacity"},
        {"total": 2, "occupied": 1, "status": "waitlist"},
        {"total": 2, "occupied": 1, "status": "ask"},
        {"total": 2, "occupied": 1, "status": "unknown"},
        {**NO_NUMBERS, "status": "no-capacity", "waiting_length": 3},
        {**NO_NUMBERS, "status": "capacity", "waiting_days": 3},
        {**NO_NUMBERS, "status": "waitlist", "waiting_days": -3},
    ],
)
def test_a_count_that_cannot_be(fields):
    refused(AvailabilityFactory, listing=listing(), **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"total": 2, "occupied": 1, "status": "capacity"},
        {"total": 2, "occupied": 1, "held": 1, "status": "no-capacity"},
        {"total": 0, "occupied": 0, "status": "no-capacity"},
        {"total": 2, "occupied": 2, "status": "waitlist", "waiting_length": 4, "waiting_days": 30},
        {**NO_NUMBERS, "status": "waitlist", "waiting_days": 30},
        {**NO_NUMBERS, "status": "capacity"},
        {**NO_NUMBERS, "status": "ask"},
        {**NO_NUMBERS, "status": "unknown"},
    ],
)
def test_a_count_that_can_be(fields):
    assert AvailabilityFactory(listing=listing(), **fields).pk


@pytest.mark.parametrize(
    ("numbers", "status"),
    [
        ({"total": 6, "occupied": 4, "held": 1}, "capacity"),
        ({"total": 6, "occupied": 4, "held": 1, "has_waiting_list": True}, "capacity"),
        ({"total": 6, "occupied": 5, "held": 1}, "no-capacity"),
        ({"total": 6, "occupied": 6, "has_waiting_list": True}, "waitlist"),
    ],
)
def test_numbers_say_their_status(numbers, status):
    assert status_of(**numbers) == status


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE resources_availability SET occupied = 0",
        "DELETE FROM resources_availability",
    ],
)
def test_a_count_is_never_changed_or_removed(change):
    count = AvailabilityFactory(listing=listing())
    with pytest.raises(IntegrityError, match="Counts are added, never changed"), transaction.atomic():
        connection.cursor().execute(change)
    assert list(Availability.objects.values_list("occupied", flat=True)) == [count.occupied]


def test_a_count_is_never_replaced():
    count = AvailabilityFactory(listing=listing())
    count.pk, replaced = None, count.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Availability.objects.bulk_create([Availability(**{**_plain(count), "id": replaced})])


def _plain(count):
    return {field.attname: getattr(count, field.attname) for field in count._meta.concrete_fields}


@pytest.mark.parametrize(
    "fields",
    [
        {"minimum_age": 17, "maximum_age": 12},
        {"is_confidential": True, "address_visibility": AddressVisibility.MEMBER},
        {"address_authorised_by": "A director"},
        {"license_capacity": 0},
        {"kind": Kind.SERVICE, "security": Security.SECURE},
    ],
)
def test_a_listing_that_cannot_be(fields):
    refused(ListingFactory, **fields)


def test_each_subject_has_its_policy_from_the_start():
    days = {
        policy.subject: tuple(
            hours and hours // 24 for hours in (policy.fresh_hours, policy.stale_hours, policy.hidden_hours)
        )
        for policy in FreshnessPolicy.objects.all()
    }
    assert days == {
        Subject.NIGHTLY: (1, 3, None),
        Subject.VACANCY: (3, 7, None),
        Subject.SERVICE: (14, 30, None),
        Subject.TEXT: (90, 180, 365),
    }


@pytest.mark.parametrize(
    ("subject", "hours", "refusal"),
    [
        ("nightly", {"fresh_hours": 72, "stale_hours": 72}, "It has to be fresh for an hour at least"),
        ("nightly", {"fresh_hours": 0}, "It has to be fresh for an hour at least"),
        ("nightly", {"hidden_hours": 100}, "Only text and contacts are hidden from the public"),
        ("text", {"hidden_hours": 100}, "Only text and contacts are hidden from the public"),
    ],
)
def test_a_policy_that_cannot_be(subject, hours, refusal):
    policy = FreshnessPolicy.objects.get(subject=subject)
    for name, value in hours.items():
        setattr(policy, name, value)
    with pytest.raises(ValidationError, match=refusal):
        policy.full_clean()
    refused(policy.save)
