"""People who keep searches, a keeper who counts, and a listing that is full."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client

from portal.accounts.factories import person
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.vocabulary.models import Term
from resources import actions as listings
from resources.alerts import actions
from resources.factories import listing, terms
from resources.models import Listing, SavedSearch
from tests.signing_in import sign_in

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def worker(db: None) -> User:
    return person(county="fresno", role=Role.PLACING_WORKER)


@pytest.fixture
def member(db: None) -> User:
    return person(county="fresno", role=Role.MEMBER)


@pytest.fixture
def keeper(db: None) -> User:
    return person(role=Role.COORDINATOR)


@pytest.fixture
def at_work(client: Client, worker: User) -> Client:
    """The worker's browser."""
    sign_in(client, worker)
    return client


@pytest.fixture
def full(db: None) -> Listing:
    """A house in Kern for girls and pregnant youth of 12 to 17, full an hour ago."""
    return listing(
        name="Aspen House",
        minimum_age=12,
        maximum_age=17,
        description="Survivor mentors live nearby.",
        related={"types": terms("placement", "strtp"), "populations": terms("population", "girls", "pregnant")},
        counted=HOUR,
        beds=(6, 6),
    )


def save(user: User, address: str = "", **chosen: bool) -> SavedSearch:
    """A search that the person keeps, with alerts."""
    return actions.save_search(
        user, address=address, name=address[:60] or "All", **{"alerts": True, "urgent": False, **chosen}
    )


@pytest.fixture
def count(keeper: User, django_capture_on_commit_callbacks: Callable) -> Callable[..., None]:
    """Counts beds, and does what follows the commit."""

    def count_beds(made: Listing, *, total: int = 6, occupied: int = 4, whom: str = "", **more: object) -> None:
        population = Term.objects.get(scheme="population", code=whom) if whom else None
        with django_capture_on_commit_callbacks(execute=True):
            listings.count_beds(made, by=keeper, total=total, occupied=occupied, population=population, **more)

    return count_beds
