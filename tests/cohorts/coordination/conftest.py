"""People of every role, around one request of Kern."""

from __future__ import annotations

import pytest

from cohorts.coordination.factories import RequestFactory
from cohorts.coordination.models import Request
from portal.accounts.factories import person
from portal.accounts.models import User
from portal.accounts.roles import AgencyKind, Role


@pytest.fixture
def kern(db: None) -> User:
    """Kern's coordinator."""
    return person(county="kern", first_name="Ana", last_name="Ortiz", email="ana@kern.example")


@pytest.fixture
def fresno(db: None) -> User:
    """Fresno's coordinator."""
    return person(county="fresno", first_name="Ben", last_name="Lee", email="ben@fresno.example")


@pytest.fixture
def tulare(db: None) -> User:
    """Tulare's coordinator."""
    return person(county="tulare", first_name="Cam", last_name="Diaz", email="cam@tulare.example")


@pytest.fixture
def staff(db: None) -> User:
    return person(county=None, role=Role.STAFF)


@pytest.fixture
def asked(kern: User) -> Request:
    """Kern asks Fresno."""
    return RequestFactory(posted_by=kern, to=["fresno"])


@pytest.fixture
def small(db: None) -> Request:
    """Alpine, of 1,204 people, asks Fresno and Tulare."""
    author = person(county="alpine", first_name="Dee", last_name="Snow", email="dee@alpine.example")
    return RequestFactory(slug="alpine", posted_by=author, to=["fresno", "tulare"])


EVERYONE: dict[str, dict[str, object]] = {
    "own coordinator": {"county": "kern"},
    "own backup": {"county": "kern", "role": Role.BACKUP},
    "own placing worker": {"county": "kern", "role": Role.PLACING_WORKER},
    "own probation": {"county": "kern", "role": Role.PLACING_WORKER, "agency_kind": AgencyKind.PROBATION},
    "own member": {"county": "kern", "role": Role.MEMBER},
    "own law enforcement": {"county": "kern", "role": Role.MEMBER, "agency_kind": AgencyKind.LAW_ENFORCEMENT},
    "asked coordinator": {"county": "fresno"},
    "asked placing worker": {"county": "fresno", "role": Role.PLACING_WORKER},
    "asked member": {"county": "fresno", "role": Role.MEMBER},
    "asked law enforcement": {"county": "fresno", "agency_kind": AgencyKind.LAW_ENFORCEMENT},
    "other coordinator": {"county": "tulare"},
    "other member": {"county": "tulare", "role": Role.MEMBER},
    "left out coordinator": {"county": "kings"},
    "staff": {"county": None, "role": Role.STAFF},
    "moderator": {"county": None, "role": Role.MODERATOR},
    "privacy officer": {"county": None, "role": Role.PRIVACY_OFFICER},
    "consultant": {"county": None, "role": Role.MEMBER, "agency_kind": AgencyKind.CONSULTANT},
    "evaluator": {"county": None, "role": Role.OBSERVER, "agency_kind": AgencyKind.EVALUATOR},
    "nobody's member": {},
}


def one_of(who: str) -> User:
    """A person as `EVERYONE` describes."""
    described = EVERYONE[who]
    if described:
        return person(**described)
    return User.objects.create_user("left@kern.example", first_name="Lou", last_name="Gone")
