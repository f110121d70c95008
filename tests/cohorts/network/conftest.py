"""Kern's people: those whom a county in need calls, and those whom it doesn't."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from portal.accounts.factories import MembershipFactory, UserFactory, person
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.counties.models import County


@pytest.fixture
def kern(db: None) -> County:
    """Kern with a duty line."""
    county = County.objects.get(slug="kern")
    county.after_hours_line = "555-0199"
    county.save()
    return county


@pytest.fixture
def coordinator(kern: County) -> User:
    return person(county="kern", first_name="Ana", last_name="Ortiz", email="ana@kern.example", work_phone="555-0111")


@pytest.fixture
def backup(kern: County) -> User:
    return person(
        county="kern",
        role=Role.BACKUP,
        first_name="Bo",
        last_name="Abel",
        email="bo@kern.example",
        work_phone="555-0112",
    )


@pytest.fixture
def others(kern: County) -> list[User]:
    """A placing worker, a former coordinator and one whose account is closed: of Kern, and nobody's to call."""
    left = UserFactory(first_name="Una", last_name="Gone", email="una@kern.example", work_phone="555-0114")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    MembershipFactory(user=left, county=kern, role=Role.COORDINATOR, valid_from=yesterday, valid_to=yesterday)
    return [
        person(county="kern", role=Role.PLACING_WORKER, first_name="Pat", last_name="Worker", email="pat@kern.example"),
        left,
        person(county="kern", first_name="Cy", last_name="Closed", email="cy@kern.example", is_active=False),
    ]
