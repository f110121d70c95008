"""Invented listings over all 58 counties: every county has one, most are where most people live, and much is missing.

The same on every machine; only ages of counts are measured from the moment of building.
"""

from __future__ import annotations

import datetime
import math
import random
import uuid

from django.utils import timezone

import search
from portal.accounts.access import people_with
from portal.accounts.models import User
from portal.accounts.roles import Capability
from portal.counties.models import County
from portal.vocabulary.models import Term
from resources.demo_shapes import EVIDENCE, LANGUAGES, NAMES, OPERATORS, SECOND, SHAPES, Shape
from resources.factories import AvailabilityFactory, ListingFactory
from resources.models import AddressVisibility, Kind, LicenseStatus, Listing, Status
from resources.search_documents import KIND
from resources.secrecy import ADDRESS_NEEDS_RELEASE

SEED = 16524  # Welfare and Institutions Code 16524.6: the CSEC Program
LISTINGS = 120
# Ages of counts in hours, and how often each comes: half are fresh, the rest is old or was never made.
COUNT_AGES = ((1, 18), (3, 16), (9, 14), (20, 10), (44, 10), (100, 8), (220, 8), (700, 6), (2_000, 4), (None, 6))
VERIFIED_DAYS = ((4, 20), (40, 30), (120, 20), (260, 15), (None, 15))


def build() -> None:
    """Writes the listings, their counts, and what search knows of them."""
    _Builder().build()


class _Builder:
    def __init__(self) -> None:
        self.random = random.Random(SEED)
        self.now = timezone.now()
        self.counties = list(County.objects.prefetch_related("neighbors"))
        self.terms = {(term.scheme, term.code): term for term in Term.objects.all()}
        self.keepers: dict[str, User | None] = {}
        self.names = self.random.sample([f"{first} {second}" for first in NAMES for second in SECOND], LISTINGS)

    def build(self) -> None:
        made = [self._listing(number, county) for number, county in enumerate(self._places())]
        search.changed(KIND, *(listing.pk for listing in made))

    def _places(self) -> list[County]:
        """Every county once, then more where more people live: by the square root, as providers spread."""
        weights = [math.sqrt(county.population) for county in self.counties]
        return self.counties + self.random.choices(self.counties, weights, k=LISTINGS - len(self.counties))

    def _listing(self, number: int, county: County) -> Listing:
        shape = self.random.choices(SHAPES, [shape.weight for shape in SHAPES])[0]
        listing = ListingFactory.create(
            id=uuid.UUID(int=self.random.getrandbits(128), version=4),
            kind=Kind.PLACEMENT if shape.scheme == "placement" else Kind.SERVICE,
            name=f"{self.names[number]} {self.random.choice(shape.suffixes)}",
            operator=self.random.choice(OPERATORS),
            status=Status.SUSPENDED if number % 40 == 39 else Status.LIVE,
            is_confidential=shape.is_confidential,
            county=county,
            owner_county=county,
            description=self._mostly(shape.description),
            minimum_age=shape.ages[0],
            maximum_age=shape.ages[1],
            accepts_out_of_county=self.random.random() < 0.6,
            referral_steps=self._mostly(shape.referral),
            hours=self._mostly("Day and night" if shape.beds else "Monday to Friday, 9 a.m. to 5 p.m.", 0.6),
            phone=f"555-01{number % 100:02}",
            email=self._mostly(f"intake{number}@provider.example", 0.7),
            website=self._mostly(f"https://listing{number}.example", 0.5),
            training_evidence=self._mostly(self.random.choice(EVIDENCE), 0.4),
            verified_at=self._ago(self._drawn(VERIFIED_DAYS), days=True),
            related=self._related(shape, county),
            **self._address(number, shape, county),
            **self._license(number, shape),
        )
        self._count(listing, shape)
        return listing

    def _related(self, shape: Shape, county: County) -> dict[str, list]:
        near = sorted(county.neighbors.all(), key=lambda other: other.fips)
        served = [county, *self.random.sample(near, self.random.randint(0, len(near)))]
        languages = ["english", *(["spanish"] if self.random.random() < 0.6 else [])]
        if self.random.random() < 0.2:
            languages.append(self.random.choice(LANGUAGES))
        return {
            "types": self._terms(shape.scheme, shape.types),
            "counties_served": served,
            "populations": self._some("population", shape.populations),
            "needs": self._some("need", shape.needs),
            "trafficking": self._some("trafficking", ("sex", "labor")) if self.random.random() < 0.5 else [],
            "languages": self._terms("language", languages),
        }

    def _address(self, number: int, shape: Shape, county: County) -> dict[str, str]:
        """Shelters and small homes keep theirs to themselves; offices are open to whom they choose."""
        is_secret = shape.is_confidential or ADDRESS_NEEDS_RELEASE.intersection(shape.types)
        visible = AddressVisibility.NEVER if is_secret else self.random.choice(list(AddressVisibility))
        return {"address": f"{100 + number} Example Street, {county.seat}", "address_visibility": visible}

    def _license(self, number: int, shape: Shape) -> dict[str, str]:
        if not shape.is_licensed:
            return {"license_status": LicenseStatus.NOT_REQUIRED, "license_number": ""}
        status = LicenseStatus.PENDING if number % 17 == 16 else LicenseStatus.LICENSED
        return {"license_status": status, "license_number": f"{900_000_000 + number * 37}"}

    def _count(self, listing: Listing, shape: Shape) -> None:
        as_of = self._ago(self._drawn(COUNT_AGES))
        if shape.beds is None or as_of is None:
            return
        total = self.random.randint(*shape.beds)
        occupied = min(total, round(total * self.random.uniform(0.6, 1.1)))
        held = self.random.choice((0, 0, 0, 1)) if occupied < total else 0
        AvailabilityFactory(
            listing=listing,
            total=total,
            occupied=occupied,
            held=held,
            as_of=as_of,
            counted_by=self._keeper(listing.owner_county_id),
        )

    def _keeper(self, county: str) -> User | None:
        if county not in self.keepers:
            self.keepers[county] = people_with(Capability.LISTING_EDIT, county).order_by("pk").first()
        return self.keepers[county]

    def _terms(self, scheme: str, codes: tuple[str, ...] | list[str]) -> list[Term]:
        return [self.terms[scheme, code] for code in codes]

    def _some(self, scheme: str, codes: tuple[str, ...]) -> list[Term]:
        return self._terms(scheme, self.random.sample(codes, self.random.randint(1, len(codes)))) if codes else []

    def _mostly(self, text: str, share: float = 0.9) -> str:
        """The text, or a gap."""
        return text if self.random.random() < share else ""

    def _drawn(self, weighted: tuple[tuple[int | None, int], ...]) -> int | None:
        return self.random.choices([value for value, _ in weighted], [weight for _, weight in weighted])[0]

    def _ago(self, amount: int | None, *, days: bool = False) -> datetime.datetime | None:
        if amount is None:
            return None
        return self.now - (datetime.timedelta(days=amount) if days else datetime.timedelta(hours=amount))
