"""A placing worker and a member who find listings, and how a script asks."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from portal.accounts.factories import person
from portal.accounts.models import User
from portal.accounts.roles import Role
from resources.factories import listing
from resources.models import Listing
from tests.signing_in import sign_in

HOUR = datetime.timedelta(hours=1)
BY_SCRIPT = {"headers": {"accept": "application/json"}}


@pytest.fixture
def worker(db: None) -> User:
    return person(role=Role.PLACING_WORKER)


@pytest.fixture
def member(db: None) -> User:
    return person(county="fresno", role=Role.MEMBER)


@pytest.fixture
def at_work(client: Client, worker: User) -> Client:
    """The worker's browser."""
    sign_in(client, worker)
    return client


@pytest.fixture
def three(db: None) -> list[Listing]:
    return [
        listing(name=name, phone="555-0101", counted=HOUR) for name in ("Aspen House", "Birch House", "Cedar House")
    ]
