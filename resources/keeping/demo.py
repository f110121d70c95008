"""Provider contacts and proposals for the demo: in Kern County enough to try every page, elsewhere a few."""

from __future__ import annotations

import random
import uuid

from portal import notify
from portal.accounts.access import people_with
from portal.accounts.models import User
from portal.accounts.roles import Capability
from resources.keeping.actions import propose
from resources.keeping.keepers import Keeper
from resources.models import Delegate, Listing, Status

SEED = 1536  # Health and Safety Code 1536: the roster of licensed homes
PROVIDERS = (
    "Sam Rivera",
    "Alex Kim",
    "Jo Navarro",
    "Chris Vang",
    "Toni Brooks",
    "Dana Petrov",
    "Lee Hmar",
    "Noa Castillo",
)
NOTES = (
    "The program manager says they no longer take youth under 13.",
    "The intake line has moved: the old number only plays a message.",
    "It now has staff awake all night, since the spring.",
)


def build() -> None:
    """Writes delegates for a quarter of the live listings, and proposals for a few; nothing is mailed."""
    chance = random.Random(SEED)
    live = list(Listing.objects.filter(status=Status.LIVE).select_related("owner_county").order_by("name", "pk"))
    chosen = [listing for listing in live if listing.owner_county.slug == "kern" or chance.random() < 0.2]
    keepers = {fips: people_with(Capability.LISTING_EDIT, fips).order_by("pk").first() for fips in _counties(chosen)}
    Delegate.objects.bulk_create(
        Delegate(
            listing=listing,
            county_id=listing.owner_county_id,
            name=chance.choice(PROVIDERS),
            email=f"intake{number}@{'-'.join(listing.operator.lower().split()[:2])}.example",
            granted_by=keeper,
        )
        for number, listing in enumerate(chosen)
        if (keeper := keepers[listing.owner_county_id])
    )
    with notify.inbox_only():
        _propose(chance, [listing for listing in chosen if not listing.is_confidential])


def _counties(listings: list[Listing]) -> set[str]:
    return {listing.owner_county_id for listing in listings}


def _propose(chance: random.Random, listings: list[Listing]) -> None:
    kern = [listing for listing in listings if listing.owner_county.slug == "kern"][:3]
    member = User.objects.get(email="member@los-angeles.example")
    for listing in kern + chance.sample(listings, 6):
        key = uuid.UUID(int=chance.getrandbits(128), version=4)
        texts = {"hours": "Intake day and night"} if chance.random() < 0.7 else {}
        propose(Keeper(user=member), listing, key=key, texts=texts, note=chance.choice(NOTES))
