"""The one source of "may"."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts import access, capabilities
from portal.accounts.factories import MembershipFactory, OrganisationFactory, UserFactory, person
from portal.accounts.roles import AgencyKind, Capability, Role
from portal.counties.models import County

pytestmark = pytest.mark.django_db

KERN = "06029"


def test_a_county_role_counts_in_that_county(django_assert_num_queries):
    user = person(role=Role.PLACING_WORKER)
    with django_assert_num_queries(1):
        held = capabilities(user)
    assert held == {(each, KERN) for each in access.of_role(Role.PLACING_WORKER, AgencyKind.CHILD_WELFARE)}
    assert access.may(user, Capability.REQUEST_POST, KERN)
    assert not access.may(user, Capability.REQUEST_POST, "06067")


def test_an_organisation_role_counts_in_the_whole_state():
    user = person(role=Role.STAFF)
    assert access.may(user, Capability.INVITE, KERN)
    assert access.counties_where(user, Capability.INVITE) == frozenset()


def test_two_memberships_add_up():
    user = person(role=Role.MEMBER)
    MembershipFactory(user=user, county=County.objects.get(slug="sacramento"), role=Role.COORDINATOR)
    assert access.counties_where(user, Capability.BOARD) == {KERN, "06067"}
    assert access.counties_where(user, Capability.INVITE) == {"06067"}


@pytest.mark.parametrize(
    ("first", "last", "counts"), [(-2, -1, False), (-2, 0, True), (0, None, True), (1, None, False)]
)
def test_a_membership_counts_on_its_days(first, last, counts):
    today = timezone.localdate()
    user = person(role=Role.MEMBER)
    user.memberships.update(
        valid_from=today + datetime.timedelta(days=first),
        valid_to=None if last is None else today + datetime.timedelta(days=last),
    )
    assert bool(capabilities(user)) is counts
    assert user.memberships.get().is_in_force() is counts


def test_the_day_is_pacific():
    user = person(role=Role.MEMBER)
    user.memberships.update(valid_from=datetime.date(2026, 3, 2), valid_to=datetime.date(2026, 3, 2))
    evening = datetime.datetime(2026, 3, 3, 7, 59, tzinfo=datetime.UTC)  # 11:59 p.m. on March 2 in California
    assert capabilities(user, evening)
    assert not capabilities(user, evening + datetime.timedelta(minutes=1))


def test_nobody_and_the_disabled_may_nothing():
    assert capabilities(AnonymousUser()) == frozenset()
    assert capabilities(person(is_active=False)) == frozenset()
    assert capabilities(UserFactory()) == frozenset()


@pytest.mark.parametrize("kind", [AgencyKind.LAW_ENFORCEMENT, AgencyKind.CONSULTANT, AgencyKind.EVALUATOR])
def test_some_agencies_take_no_part_in_requests_by_role(kind):
    user = person(role=Role.PLACING_WORKER, agency_kind=kind)
    assert not any(
        access.may(user, each) for each in (Capability.BOARD, Capability.REQUEST_POST, Capability.REQUEST_ANSWER)
    )
    assert access.may(user, Capability.ENTER)


def test_the_people_who_may_are_those_of_whom_may_says_so():
    people = [person(role=role) for role in Role] + [
        person(county="sacramento"),
        person(agency_kind=AgencyKind.EVALUATOR),
    ]
    for capability in Capability:
        of_kern = {each for each in people if (capability, KERN) in capabilities(each)}
        of_state = {each for each in people if (capability, None) in capabilities(each)}
        assert set(access.people_with(capability, KERN)) == of_kern
        assert set(access.people_with(capability, None)) == of_state


@pytest.mark.parametrize(
    ("role", "in_county"), [(Role.STAFF, True), (Role.OBSERVER, True), (Role.COORDINATOR, False), (Role.BACKUP, False)]
)
def test_a_role_that_does_not_fit_the_place_can_not_be_stored(role, in_county):
    place = {} if in_county else {"county": None, "organisation": OrganisationFactory()}
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(role=role, **place)
