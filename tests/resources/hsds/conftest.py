"""Listings that have everything, and clients of the API for each tier."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts.factories import person
from portal.accounts.models import TermsOfUse, User
from portal.accounts.roles import Role
from resources.factories import AvailabilityFactory, county, listing, terms
from resources.hsds.tokens.actions import make_token
from resources.models import AddressVisibility, LicenseStatus, Listing, Security

HOUR = datetime.timedelta(hours=1)


def member(**options: Any) -> User:
    """A person who has accepted the terms in force."""
    user = person(**options)
    user.terms_version = TermsOfUse.objects.in_force().values_list("version", flat=True).first() or ""
    user.save(update_fields=["terms_version"])
    return user


def everything(**fields: Any) -> Listing:
    """A placement of which every field is filled, with a count for everyone and one for girls."""
    filled = {
        "name": "Bluebird House",
        "operator": "Bluebird Youth Services",
        "description": "Six beds and a garden.",
        "city": "Bakersfield",
        "address": "12 Elm Street, Bakersfield, CA 93301",
        "address_visibility": AddressVisibility.MEMBER,
        "minimum_age": 12,
        "maximum_age": 17,
        "accepts_out_of_county": True,
        "security": Security.UNLOCKED,
        "referral_steps": "Call the intake line.",
        "presumptive_transfer": "Kern pays.",
        "hours": "Day and night",
        "phone": "(661) 555-0134",
        "email": "intake@bluebird.example",
        "website": "https://bluebird.example/",
        "license_type": "STRTP",
        "license_status": LicenseStatus.LICENSED,
        "license_number": "157200001",
        "license_capacity": 6,
        "license_checked_on": datetime.date(2026, 3, 1),
        "training_evidence": "Forty hours of training",
        "training_on": datetime.date(2026, 2, 1),
        "internal_note": "Ask for the night manager.",
        "related": {
            "types": terms("placement", "strtp"),
            "populations": terms("population", "girls", "nmd"),
            "needs": terms("need", "self-harm"),
            "trafficking": terms("trafficking", "sex"),
            "languages": terms("language", "english", "spanish"),
            "access": terms("access", "referral"),
            "funding": terms("funding", "afdc-fc"),
            "counties_served": [county("kings"), county("tulare")],
            "contracts_with": [county("fresno")],
        },
    }
    made = listing(**{**filled, **fields}, counted=HOUR)
    AvailabilityFactory(
        listing=made, population=terms("population", "girls")[0], total=3, occupied=3, as_of=timezone.now() - HOUR
    )
    return made


@pytest.fixture
def api() -> Callable[..., Any]:
    """Asks the API as anybody, or by a token of a person."""

    secrets: dict[int, str] = {}

    def ask(address: str = "", user: User | None = None, **headers: str) -> Any:
        if user is not None:
            if user.pk not in secrets:
                secrets[user.pk] = make_token(user, name="A test", days=30)[1]
            headers["authorization"] = f"Bearer {secrets[user.pk]}"
        return Client().get(f"/api/hsds/{address}", headers=headers)

    return ask


@pytest.fixture
def worker(db: None) -> User:
    return member(county="fresno", role=Role.PLACING_WORKER)


@pytest.fixture
def plain_member(db: None) -> User:
    return member(role=Role.MEMBER)
