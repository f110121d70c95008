"""Listings and counts for tests and for the demo. Nothing here is anybody's."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from portal.counties.models import County
from portal.vocabulary.models import Term
from resources.actions import note_change
from resources.models import Availability, Kind, Listing, Status, status_of


def county(slug: str) -> County:
    """The county of a slug; the 58 come with the migrations."""
    return County.objects.get(slug=slug)


def terms(scheme: str, *codes: str) -> list[Term]:
    """Seeded terms by their codes, in that order."""
    found = {term.code: term for term in Term.objects.filter(scheme=scheme, code__in=codes)}
    return [found[code] for code in codes]


class ListingFactory(DjangoModelFactory[Listing]):
    """A live placement in Kern County, its own keeper, verified today. Many-to-many fields take lists of rows."""

    class Meta:
        model = Listing
        skip_postgeneration_save = True

    kind = Kind.PLACEMENT
    name = factory.Sequence(lambda number: f"Program {number}")
    operator = "Made-up Family Services"
    status = Status.LIVE
    county = factory.LazyFunction(lambda: county("kern"))
    owner_county = factory.SelfAttribute("county")
    verified_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def related(self: Listing, create: bool, extracted: dict[str, Iterable[Any]] | None, **_: Any) -> None:
        for name, rows in (extracted or {}).items():
            getattr(self, name).add(*rows)


class AvailabilityFactory(DjangoModelFactory[Availability]):
    """Two of six beds are open, counted now."""

    class Meta:
        model = Availability

    total = 6
    occupied = 4
    status = factory.LazyAttribute(
        lambda count: status_of(total=count.total, occupied=count.occupied, held=getattr(count, "held", 0))
    )
    as_of = factory.LazyFunction(timezone.now)


def listing(*, counted: datetime.timedelta | None = None, beds: tuple[int, int] = (6, 4), **fields: Any) -> Listing:
    """A listing that search knows. `counted`: the age of its one count of `beds` (total, occupied); None: never counted."""
    made = ListingFactory.create(**fields)
    if counted is not None:
        total, occupied = beds
        AvailabilityFactory(listing=made, total=total, occupied=occupied, as_of=timezone.now() - counted)
    note_change(made)
    return made
