"""Whose names a reader sees."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cohorts.network import access
from portal.accounts.access import capabilities
from portal.accounts.factories import UserFactory, person
from portal.accounts.roles import AgencyKind, Role


def seen_by(reader):
    return [str(each.user) for each in access.contacts_visible_to(capabilities(reader)).order_by("user__first_name")]


@pytest.mark.parametrize(
    "described",
    [
        {"county": "fresno"},
        {"county": "fresno", "role": Role.MEMBER},
        {"county": "fresno", "role": Role.MEMBER, "agency_kind": AgencyKind.LAW_ENFORCEMENT},
        {"county": None, "role": Role.STAFF},
        {"county": None, "role": Role.OBSERVER, "agency_kind": AgencyKind.EVALUATOR},
    ],
)
def test_a_member_sees_the_coordinators_and_backups_in_force(coordinator, backup, others, described):
    reader = person(first_name="Zoe", last_name="Reader", **described)
    own = ["Zoe Reader"] if described == {"county": "fresno"} else []
    assert seen_by(reader) == ["Ana Ortiz", "Bo Abel", *own]


def test_whoever_is_no_member_sees_nobody(coordinator, backup, others):
    assert seen_by(AnonymousUser()) == []
    assert seen_by(UserFactory()) == []
    assert seen_by(others[1]) == []


def test_being_a_member_is_the_same_rule_as_seeing_people(coordinator, others):
    for reader in (AnonymousUser(), UserFactory(), coordinator, *others):
        assert access.is_member(capabilities(reader)) is bool(seen_by(reader))
