"""The codes under which a listing can be filtered and counted; those of its counts come and go with time.

Facet            Codes
---------------  --------------------------------------------------------------------------------------------------
kind             placement, service
type             terms, and the terms above them
county           slugs of the county that it is in and of those that it serves; all of them if it serves the state
located, owner   slug of the county that it is in, that keeps it
statewide        yes
population, need, language, access, funding: terms
trafficking      terms; who knows sex and labor trafficking knows both, and the other way round
age              0 to 25, each year for which it is; no code: not stated
age_band         terms, each band that it touches
out_of_county    yes, no
license          LicenseStatus
security         Security
availability     AvailabilityStatus of each line that a page shows now
freshness        fresh, ageing, stale, never: of each line
open_for         populations with an open bed now
verified         90, 180: confirmed within so many days; older; never
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.counties.models import County
from portal.vocabulary.models import Scheme, Term
from resources.freshness import Clock, Clocks, Freshness, subject_of
from resources.models import Availability, AvailabilityStatus, Listing
from search import TimedCode

OLDEST = 25  # years: the end of THP-Plus, the oldest age that any program names
YES, NO = "yes", "no"
# Facet, field of the tier, field of the model: those that only name terms.
_TERMS = (
    ("population", "populations"),
    ("need", "needs"),
    ("language", "languages"),
    ("access", "access"),
    ("funding", "funding"),
)
VERIFIED_DAYS = (90, 180)
_BAND = re.compile(r"(\d+)-(\d+)")


@dataclass(frozen=True)
class World:
    """What every listing is judged by: read once for a batch, in three SQL queries."""

    clocks: Clocks
    counties: tuple[str, ...]
    age_bands: dict[str, range]

    @classmethod
    def now(cls, clocks: Clocks) -> World:
        """The counties and age bands as they are now."""
        bands = Term.objects.filter(scheme=Scheme.AGE_BAND).values_list("code", flat=True)
        matches = ((code, _BAND.fullmatch(code)) for code in bands)
        return cls(
            clocks,
            tuple(County.objects.values_list("slug", flat=True)),
            {code: range(int(found[1]), int(found[2]) + 1) for code, found in matches if found},
        )


# Each facet with its codes, and the field of `resources.access` that it tells of; none: whoever finds it may know.
Facets = dict[str, tuple[str | None, tuple[str, ...]]]


def lasting(listing: Listing, world: World) -> Facets:
    """The codes that only a change of the listing changes, for all tiers at once: see `of_fields`."""
    ages = _ages(listing)
    return {
        "kind": (None, (listing.kind,)),
        "type": (None, _with_broader(listing.types.all())),
        "county": (None, _counties(listing, world)),
        "located": (None, (listing.county.slug,)),
        "owner": (None, (listing.owner_county.slug,)),
        "statewide": (None, (YES,) if listing.serves_statewide else ()),
        **{facet: (field, tuple(term.code for term in getattr(listing, field).all())) for facet, field in _TERMS},
        "trafficking": ("trafficking", _trafficking({term.code for term in listing.trafficking.all()})),
        "age": ("ages", tuple(str(age) for age in ages)),
        "age_band": ("ages", tuple(code for code, band in world.age_bands.items() if set(band).intersection(ages))),
        "out_of_county": ("accepts_out_of_county", _yes_or_no(listing.accepts_out_of_county)),
        "license": ("license", (listing.license_status,)),
        "security": ("security", (listing.security,) if listing.security else ()),
    }


def of_fields(facets: Facets, fields: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The facets that a tier has which may see these fields."""
    return {facet: codes for facet, (field, codes) in facets.items() if field is None or field in fields}


def timed(listing: Listing, fields: frozenset[str], world: World) -> Iterator[TimedCode]:
    """The codes that come and go: exactly what a page says of each line, at every moment from now on."""
    if "availability" in fields:
        clock = world.clocks[subject_of(listing)]
        yield from _availability(listing.last_counts, clock)
        yield from _freshness(listing.last_counts, clock)
        if "populations" in fields:
            yield from _open_for(listing, clock)
    if "verified_at" in fields:
        yield from _verified(listing.verified_at)


def _with_broader(terms: Iterable[Term]) -> tuple[str, ...]:
    codes = []
    for term in terms:
        each: Term | None = term
        while each is not None:
            codes.append(each.code)
            each = each.broader
    return tuple(dict.fromkeys(codes))


def _counties(listing: Listing, world: World) -> tuple[str, ...]:
    if listing.serves_statewide:
        return world.counties
    return tuple(sorted({listing.county.slug, *(county.slug for county in listing.counties_served.all())}))


def _trafficking(codes: set[str]) -> tuple[str, ...]:
    kinds = {"sex", "labor"}
    if "both" in codes or kinds <= codes:
        codes = codes | kinds | {"both"}
    return tuple(sorted(codes))


def _ages(listing: Listing) -> range:
    if listing.minimum_age is None and listing.maximum_age is None:
        return range(0)
    maximum = OLDEST if listing.maximum_age is None else min(listing.maximum_age, OLDEST)
    return range(listing.minimum_age or 0, maximum + 1)


def _yes_or_no(value: bool | None) -> tuple[str, ...]:
    return () if value is None else (YES if value else NO,)


def _availability(counts: list[Availability], clock: Clock) -> Iterator[TimedCode]:
    said: dict[str, datetime.datetime] = {}
    for count in _known(counts):
        said[count.status] = max(said.get(count.status, count.as_of), count.as_of)
    for status, as_of in said.items():
        yield TimedCode("availability", status, None, as_of + clock.stale)
    if len(_known(counts)) < len(counts) or not counts:
        yield TimedCode("availability", AvailabilityStatus.UNKNOWN)
    else:
        since = min(count.as_of for count in counts) + clock.stale
        yield TimedCode("availability", AvailabilityStatus.UNKNOWN, since)


def _freshness(counts: list[Availability], clock: Clock) -> Iterator[TimedCode]:
    moments = sorted(count.as_of for count in counts)
    if not moments:
        yield TimedCode("freshness", Freshness.NEVER)
        return
    yield TimedCode("freshness", Freshness.FRESH, None, moments[-1] + clock.fresh)
    for since, until in _joined((moment + clock.fresh, moment + clock.stale) for moment in moments):
        yield TimedCode("freshness", Freshness.AGEING, since, until)
    yield TimedCode("freshness", Freshness.STALE, moments[0] + clock.stale)


def _open_for(listing: Listing, clock: Clock) -> Iterator[TimedCode]:
    """A population that was counted by itself is judged by that count; the others by the count for everyone."""
    counted = {count.population.code for count in listing.last_counts if count.population}
    others = [term.code for term in listing.populations.all() if term.code not in counted]
    for count in listing.last_counts:
        if count.status == AvailabilityStatus.CAPACITY:
            for code in [count.population.code] if count.population else others:
                yield TimedCode("open_for", code, None, count.as_of + clock.stale)


def _verified(at: datetime.datetime | None) -> Iterator[TimedCode]:
    if at is None:
        yield TimedCode("verified", "never")
        return
    since = None
    for days in VERIFIED_DAYS:
        until = at + datetime.timedelta(days=days)
        yield TimedCode("verified", str(days), since, until)
        since = until
    yield TimedCode("verified", "older", since)


def _known(counts: list[Availability]) -> list[Availability]:
    return [count for count in counts if count.status != AvailabilityStatus.UNKNOWN]


Span = tuple[datetime.datetime, datetime.datetime]


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in order, those that touch made one: a document never has one code twice at a moment."""
    last: Span | None = None
    for since, until in spans:
        if last is None:
            last = since, until
        elif since <= last[1]:
            last = last[0], max(last[1], until)
        else:
            yield last
            last = since, until
    if last:
        yield last
