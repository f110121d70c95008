"""A live listing of Kern County, its keeper, and a provider's delegate."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from portal.accounts.factories import person
from portal.accounts.models import User
from resources.factories import county, listing, terms
from resources.keeping.keepers import Keeper
from resources.models import Delegate, Listing

HOUR = datetime.timedelta(hours=1)


def delegate_of(listing: Listing, email: str = "night.desk@bluebird.example", name: str = "Sam Rivera") -> Delegate:
    return Delegate.objects.create(
        listing=listing,
        county=listing.owner_county,
        name=name,
        email=email,
        since=timezone.now(),
        granted_by=person(county=listing.owner_county.slug),
    )


@pytest.fixture
def made(db: None) -> Listing:
    return listing(
        name="Bluebird House",
        county=county("kern"),
        counted=HOUR,
        related={"types": terms("placement", "strtp")},
        phone="(661) 555-0134",
    )


@pytest.fixture
def keeper(db: None) -> User:
    return person(county="kern", first_name="Ana", last_name="Ortiz")


@pytest.fixture
def delegate(made: Listing) -> Delegate:
    return delegate_of(made)


@pytest.fixture
def by_link(delegate: Delegate) -> Keeper:
    return Keeper(delegate=delegate)
