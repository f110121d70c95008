"""People of every standing, and a convening to look at."""

import pytest
from django.contrib.auth.models import AnonymousUser

from events.factories import ConveningFactory, SessionFactory
from portal.accounts.factories import MembershipFactory, UserFactory, person
from portal.accounts.roles import AgencyKind, Role


def _former() -> object:
    user = UserFactory()
    MembershipFactory(user=user, valid_from="2020-01-01", valid_to="2020-12-31")
    return user


WHO = {
    "nobody": AnonymousUser,
    "a former member": _former,
    "a member": lambda: person(role=Role.MEMBER),
    "a placing worker": lambda: person(role=Role.PLACING_WORKER),
    "a coordinator": lambda: person(role=Role.COORDINATOR),
    "a backup": lambda: person(role=Role.BACKUP),
    "law enforcement": lambda: person(role=Role.MEMBER, agency_kind=AgencyKind.LAW_ENFORCEMENT),
    "an observer": lambda: person(county=None, role=Role.OBSERVER, agency_kind=AgencyKind.EVALUATOR),
    "a consultant": lambda: person(county=None, role=Role.MEMBER, agency_kind=AgencyKind.CONSULTANT),
    "a moderator": lambda: person(county=None, role=Role.MODERATOR),
    "a privacy officer": lambda: person(county=None, role=Role.PRIVACY_OFFICER),
    "staff": lambda: person(county=None, role=Role.STAFF),
}
OUTSIDERS = {"nobody", "a former member"}


@pytest.fixture
def member(db):
    return person(role=Role.MEMBER)


@pytest.fixture
def staff(db):
    return person(county=None, role=Role.STAFF)


@pytest.fixture
def published(db):
    """A published convening with one session."""
    convening = ConveningFactory()
    SessionFactory(convening=convening, slug="opening", title="Opening plenary")
    return convening


@pytest.fixture
def draft(db):
    """A draft with one session."""
    convening = ConveningFactory(draft=True)
    SessionFactory(convening=convening, slug="secret", title="Unannounced plenary")
    return convening
