"""The counts of the demo's listings, in every state of freshness, some with the counts before them."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

from portal.accounts.access import people_with
from portal.accounts.models import User
from portal.accounts.roles import Capability
from portal.vocabulary.models import Term
from resources.demo_listings import SEED, Made
from resources.factories import AvailabilityFactory
from resources.freshness import clocks, subject_of_types
from resources.models import Availability, AvailabilityStatus, Channel, Kind, Subject

# Ages of the last count, as shares of how long it is believed, and how often each comes: most are fresh or ageing, the
# rest is old or was never made.
AGES = ((0.02, 20), (0.1, 18), (0.3, 16), (0.6, 12), (0.9, 8), (1.4, 8), (3.0, 6), (12.0, 4), (None, 8))
WORDS = (
    AvailabilityStatus.ASK,
    AvailabilityStatus.CAPACITY,
    AvailabilityStatus.NO_CAPACITY,
    AvailabilityStatus.UNKNOWN,
)


class CountMaker:
    """Draws counts; asks the database for the keepers of a county once each. `now`: the moment ages are counted from."""

    def __init__(self, now: datetime.datetime) -> None:
        self.now = now
        self.random = random.Random(SEED + 1)
        self.clocks = clocks()
        self.keepers: dict[str, User | None] = {}

    def counts_of(self, made: Made) -> Iterator[Availability]:
        """None for what isn't counted; one for everyone, or one for each of two populations, now and then with history."""
        share = self.random.choices([share for share, _ in AGES], [weight for _, weight in AGES])[0]
        if made.shape.beds is None or share is None:
            return
        believed = self.clocks[self._subject(made)].stale
        for population in self._whom(made):
            as_of = self.now - believed * share * self.random.uniform(0.7, 1.0)
            for back in reversed(range(self.random.choice((1, 1, 1, 3)))):
                yield self._count(made, population, as_of - back * believed / 2)

    def _subject(self, made: Made) -> Subject:
        return subject_of_types(made.listing.kind, made.shape.types)

    def _whom(self, made: Made) -> list[Term | None]:
        people = made.related["populations"]
        is_split = made.listing.kind == Kind.PLACEMENT and len(people) > 1 and self.random.random() < 0.25
        return list(people[:2]) if is_split else [None]

    def _count(self, made: Made, population: Term | None, as_of: datetime.datetime) -> Availability:
        return AvailabilityFactory.build(
            listing=made.listing,
            population=population,
            as_of=as_of,
            **self._by(made.listing.owner_county_id),
            **self._numbers(made),
        )

    def _numbers(self, made: Made) -> dict[str, object]:
        if self.random.random() < 0.12:
            return {"total": None, "occupied": None, "status": self.random.choice(WORDS)}
        least, most = made.shape.beds or (0, 0)
        total = self.random.randint(least, most)
        occupied = min(total, round(total * self.random.uniform(0.6, 1.15)))
        if occupied == total and self.random.random() < (0.5 if made.listing.kind == Kind.SERVICE else 0.15):
            wait = {"waiting_length": self.random.randint(1, 25), "waiting_days": self.random.choice((None, 7, 21, 45))}
            return {"total": total, "occupied": occupied, "status": AvailabilityStatus.WAITLIST, **wait}
        held = self.random.choice((0, 0, 0, 1)) if occupied < total else 0
        return {"total": total, "occupied": occupied, "held": held}

    def _by(self, county: str) -> dict[str, object]:
        if self.random.random() < 0.2:
            return {"counted_by": None, "counted_by_name": "Shift lead", "channel": Channel.LINK}
        if county not in self.keepers:
            self.keepers[county] = people_with(Capability.LISTING_EDIT, county).order_by("pk").first()
        return {"counted_by": self.keepers[county], "channel": Channel.SITE}
