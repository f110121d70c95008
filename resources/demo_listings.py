"""The listings of the demo, made of shapes and words by one seed."""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from portal.counties.models import County
from portal.vocabulary.models import Term
from resources.demo_shapes import Shape, shapes, words
from resources.factories import ListingFactory
from resources.models import AddressVisibility, Kind, LicenseStatus, Listing, Security, Status
from resources.secrecy import ADDRESS_NEEDS_RELEASE

SEED = 16524  # Welfare and Institutions Code 16524.6: the CSEC Program
LISTINGS = 420
# More where more people live, but less than in proportion: even there one provider serves many.
SPREAD = 0.72
VERIFIED_DAYS = ((4, 22), (40, 30), (120, 20), (260, 13), (420, 5), (None, 10))
SUSPENDED_EVERY, DRAFT_EVERY = 40, 57


@dataclass(frozen=True)
class Made:
    """A listing that isn't written yet, with its rows of other tables and what it was made of."""

    listing: Listing
    related: dict[str, list[Any]]
    shape: Shape


class ListingMaker:
    """Draws listings; asks the database for counties and terms only. `now`: the moment from which ages are counted."""

    def __init__(self, now: datetime.datetime) -> None:
        self.now = now
        self.random = random.Random(SEED)
        self.words = words()
        self.shapes = shapes()
        self.counties = list(County.objects.prefetch_related("neighbors"))
        self.by_slug = {county.slug: county for county in self.counties}
        self.terms = {(term.scheme, term.code): term for term in Term.objects.all()}

    def make_all(self) -> list[Made]:
        """LISTINGS of them: branches of chains, services for the whole state, then all the others."""
        named = [*self._chains(), *self._statewide()]
        rest = LISTINGS - len(named)
        names = self._names(rest)
        others = (
            (f"{name} {self.random.choice(shape.suffixes)}", self.random.choice(self.words["operators"]), shape, county)
            for name, shape, county in zip(names, self._drawn_shapes(rest), self._places(rest), strict=True)
        )
        made = [self._make(number, *each) for number, each in enumerate([*named, *others])]
        for each in made[: len(named)][-len(self.words["statewide"]) :]:
            each.listing.serves_statewide = True
        return made

    def _chains(self) -> Iterator[tuple[str, str, Shape, County]]:
        for chain in self.words["chain"]:
            for slug in chain["counties"]:
                county = self.by_slug[slug]
                yield f"{chain['name']}, {county.name}", chain["operator"], self._shape(chain["type"]), county

    def _statewide(self) -> Iterator[tuple[str, str, Shape, County]]:
        for row in self.words["statewide"]:
            operator = self.random.choice(self.words["operators"])
            yield row["name"], operator, self._shape(row["type"]), self.by_slug[row["county"]]

    def _shape(self, code: str) -> Shape:
        return next(shape for shape in self.shapes if code in shape.types)

    def _drawn_shapes(self, number: int) -> list[Shape]:
        """Every shape at least once, then as often as in life."""
        more = self.random.choices(self.shapes, [shape.weight for shape in self.shapes], k=number - len(self.shapes))
        drawn = self.shapes + more
        self.random.shuffle(drawn)
        return drawn

    def _places(self, number: int) -> list[County]:
        weights = [county.population**SPREAD for county in self.counties]
        return self.counties + self.random.choices(self.counties, weights, k=number - len(self.counties))

    def _names(self, number: int) -> list[str]:
        pairs = [f"{first} {second}" for first in self.words["names"] for second in self.words["second"]]
        names = self.words["spanish_names"] + self.random.sample(pairs, number - len(self.words["spanish_names"]))
        self.random.shuffle(names)
        return names

    def _make(self, number: int, name: str, operator: str, shape: Shape, county: County) -> Made:
        listing = ListingFactory.build(
            id=uuid.UUID(int=self.random.getrandbits(128), version=4),
            kind=shape.kind,
            name=name,
            operator=operator,
            status=self._status(number),
            is_confidential=shape.is_confidential,
            county=county,
            owner_county=county,
            city=county.seat if self.random.random() < 0.8 else "",
            verified_at=self._days_ago(self._drawn(VERIFIED_DAYS)),
            created_at=self.now - datetime.timedelta(days=500),
            **self._texts(number, shape),
            **self._ages(shape),
            **self._address(number, shape, county),
            **self._license(number, shape),
        )
        return Made(listing, self._related(shape, county), shape)

    def _status(self, number: int) -> Status:
        if number % SUSPENDED_EVERY == SUSPENDED_EVERY - 1:
            return Status.SUSPENDED
        return Status.DRAFT if number % DRAFT_EVERY == DRAFT_EVERY - 1 else Status.LIVE

    def _texts(self, number: int, shape: Shape) -> dict[str, Any]:
        remarks = self.random.sample(self.words["remarks"], self.random.choice((0, 1, 1, 2)))
        hours = "Day and night" if "around-the-clock" in shape.access else self.random.choice(self.words["hours"])
        return {
            "description": self._mostly(" ".join([self.random.choice(shape.texts), *remarks]), 0.94),
            "referral_steps": self._mostly(self.random.choice(shape.referrals)),
            "presumptive_transfer": self._mostly(self.random.choice(self.words["transfers"]), 0.3),
            "hours": self._mostly(hours, 0.6),
            "phone": self._mostly(f"555-01{number % 100:02}", 0.96),
            "email": self._mostly(f"intake{number}@provider.example", 0.7),
            "website": self._mostly(f"https://listing{number}.example", 0.5),
            "internal_note": self._mostly(self.random.choice(self.words["notes"]), 0.1),
            "accepts_out_of_county": self.random.choice((True, True, False, None)),
            **self._training(),
        }

    def _training(self) -> dict[str, Any]:
        if self.random.random() < 0.6:
            return {}
        day = (self.now - datetime.timedelta(days=self.random.randint(20, 900))).date()
        return {"training_evidence": self.random.choice(self.words["evidence"]), "training_on": day}

    def _ages(self, shape: Shape) -> dict[str, int | None]:
        """As the shape says, sometimes narrower, sometimes not stated."""
        if self.random.random() < 0.12:
            return {"minimum_age": None, "maximum_age": None}
        lowest, highest = shape.ages
        if highest - lowest > 4 and self.random.random() < 0.3:
            lowest += self.random.randint(1, 3)
        return {"minimum_age": lowest, "maximum_age": highest}

    def _address(self, number: int, shape: Shape, county: County) -> dict[str, Any]:
        """Shelters and small homes keep theirs to themselves, but for a few that released it; offices choose."""
        address = {"address": f"{100 + number} Example Street, {county.seat}"}
        if shape.is_confidential:
            return {**address, "address_visibility": AddressVisibility.NEVER}
        if not ADDRESS_NEEDS_RELEASE.intersection(shape.types):
            return {**address, "address_visibility": self.random.choice(list(AddressVisibility))}
        if self.random.random() < 0.85:
            return {**address, "address_visibility": AddressVisibility.NEVER}
        return {
            **address,
            "address_visibility": AddressVisibility.PLACING,
            "address_authorised_by": "The provider's director",
            "address_authorised_at": (self.now - datetime.timedelta(days=200)).date(),
        }

    def _license(self, number: int, shape: Shape) -> dict[str, Any]:
        security = {}
        if shape.kind == Kind.PLACEMENT and self.random.random() < 0.7:
            security = {"security": Security.SECURE if shape.is_secure else Security.UNLOCKED}
        if not shape.license_type:
            return {**security, "license_status": LicenseStatus.NOT_REQUIRED}
        status = {16: LicenseStatus.PENDING, 33: LicenseStatus.ON_PROBATION}.get(number % 37, LicenseStatus.LICENSED)
        return {
            **security,
            "license_type": shape.license_type,
            "license_status": status,
            "license_number": f"{900_000_000 + number * 37}",
            "license_capacity": shape.beds[1] if shape.beds else None,
            "license_checked_on": (self.now - datetime.timedelta(days=number % 80)).date(),
        }

    def _related(self, shape: Shape, county: County) -> dict[str, list[Any]]:
        near = sorted(county.neighbors.all(), key=lambda other: other.fips)
        languages = ["english", *(["spanish"] if self.random.random() < 0.6 else [])]
        if self.random.random() < 0.25:
            languages.append(self.random.choice(self.words["languages"]))
        return {
            "types": self._terms(shape.kind, shape.types),
            "counties_served": [county, *self.random.sample(near, self.random.randint(0, len(near)))],
            "contracts_with": self.random.sample(near, 1) if near and self.random.random() < 0.2 else [],
            "populations": self._some("population", shape.populations),
            "needs": self._some("need", shape.needs),
            "trafficking": self._some("trafficking", shape.trafficking) if self.random.random() < 0.7 else [],
            "languages": self._terms("language", languages),
            "access": self._some("access", shape.access),
            "funding": self._some("funding", shape.funding),
        }

    def _terms(self, scheme: str, codes: Sequence[str]) -> list[Term]:
        return [self.terms[scheme, code] for code in codes]

    def _some(self, scheme: str, codes: Sequence[str]) -> list[Term]:
        return self._terms(scheme, self.random.sample(codes, self.random.randint(1, len(codes)))) if codes else []

    def _mostly(self, text: str, share: float = 0.9) -> str:
        """The text, or a gap."""
        return text if self.random.random() < share else ""

    def _drawn(self, weighted: Sequence[tuple[int | None, int]]) -> int | None:
        return self.random.choices([value for value, _ in weighted], [weight for _, weight in weighted])[0]

    def _days_ago(self, days: int | None) -> datetime.datetime | None:
        return None if days is None else self.now - datetime.timedelta(days=days)
