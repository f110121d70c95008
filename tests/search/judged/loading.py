"""A judged set as rows of the directory, made as an import would make them: only through the fields of the models."""

from __future__ import annotations

import csv
import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Model
from django.utils import timezone

from portal.counties.models import County
from portal.vocabulary.models import Scheme, Term
from resources.models import Availability, AvailabilityStatus, Kind, Listing, Status
from resources.models.availability import Channel, status_of
from search import outbox
from search.engines import Engine

FOLDER = Path(__file__).parent
SETS = ("a", "b", "c")
_TERMS = {
    "types": (Scheme.PLACEMENT, Scheme.SERVICE),
    "populations": (Scheme.POPULATION,),
    "needs": (Scheme.NEED,),
    "trafficking": (Scheme.TRAFFICKING,),
    "languages": (Scheme.LANGUAGE,),
    "access": (Scheme.ACCESS,),
    "funding": (Scheme.FUNDING,),
}
_TEXTS = (
    *("name", "operator", "license_status", "license_number", "phone", "email", "city"),
    *("hours", "referral_steps", "description", "training_evidence"),
)


@dataclass(frozen=True)
class Judged:
    """A query with the listings that answer it: grade 3 just what is asked for, 1 worth a look; empty: nothing does."""

    query: str
    kind: str
    grades: dict[str, int]


def judgements(name: str) -> list[Judged]:
    """The queries of a set, in the order of its file."""
    grades: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in _rows(name, "judgements"):
        found = grades[row["query"], row["class"]]
        if row["listing"]:
            found[row["listing"]] = int(row["grade"])
    return [Judged(query, kind, listings) for (query, kind), listings in grades.items()]


def load(name: str) -> dict[str, str]:
    """Writes the listings of a set with their counts. Returns the set's own number of each by its primary key."""
    numbers: dict[str, str] = {}
    listings, related, counts = [], defaultdict(list), []
    counties = {county.slug: county for county in County.objects.all()}
    terms = {(term.scheme, term.code): term for term in Term.objects.all()}
    for row in _rows(name, "listings"):
        listing = _listing(row, counties)
        numbers[str(listing.pk)] = row["id"]
        listings.append(listing)
        for field, other in _related(row, counties, terms):
            related[field].append((listing, other))
        counts.extend(_counts(row, listing))
    Listing.objects.bulk_create(listings)
    for field, pairs in related.items():
        _link(field, pairs)
    Availability.objects.bulk_create(counts)
    return numbers


def fill(engine: Engine) -> None:
    """Puts everything that can be found into an engine's index, and nothing else."""
    engine.rebuild(outbox.everything())


def _rows(name: str, file: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _listing(row: dict[str, str], counties: dict[str, County]) -> Listing:
    county = counties[row["county"]]
    website = row["website"]
    return Listing(
        id=uuid.uuid5(uuid.NAMESPACE_URL, f"judged/{row['id']}"),
        kind=row["kind"],
        status=Status.LIVE,
        county=county,
        owner_county=county,
        serves_statewide="statewide" in _codes(row["counties_served"]),
        accepts_out_of_county={"yes": True, "no": False}.get(row["accepts_out_of_county"]),
        minimum_age=_number(row["minimum_age"]),
        maximum_age=_number(row["maximum_age"]),
        website=website if not website or website.startswith("http") else f"https://{website}",
        verified_at=timezone.now() - datetime.timedelta(days=30),
        **{field: row[field][: Listing._meta.get_field(field).max_length] for field in _TEXTS},
    )


def _related(
    row: dict[str, str], counties: dict[str, County], terms: dict[tuple[str, str], Term]
) -> Iterator[tuple[str, Model]]:
    for slug in _codes(row["counties_served"]):
        if slug in counties:
            yield "counties_served", counties[slug]
    for field, schemes in _TERMS.items():
        # a code that names a placement and a service is meant as the listing's own kind
        ordered = reversed(schemes) if row["kind"] == Kind.SERVICE else schemes
        for code in dict.fromkeys(_codes(row[field])):
            known = [terms[scheme, code] for scheme in ordered if (scheme, code) in terms]
            if known:
                yield field, known[0]
            ordered = list(schemes)


def _counts(row: dict[str, str], listing: Listing) -> Iterator[Availability]:
    total, occupied, hours = (_number(row[name]) for name in ("beds_total", "beds_occupied", "counted_hours_ago"))
    if total is None or hours is None:
        return
    occupied = min(occupied or 0, total)
    yield Availability(
        listing=listing,
        total=total,
        occupied=occupied,
        status=AvailabilityStatus(status_of(total=total, occupied=occupied)),
        as_of=timezone.now() - datetime.timedelta(hours=hours),
        channel=Channel.IMPORT,
    )


def _link(field: str, pairs: Sequence[tuple[Listing, Model]]) -> None:
    relation = Listing._meta.get_field(field)
    through = getattr(Listing, field).through
    source, target = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    through.objects.bulk_create(through(**{source: listing, target: other}) for listing, other in pairs)


def _codes(text: str) -> list[str]:
    return [code for code in text.split(";") if code]


def _number(text: str) -> int | None:
    return int(text) if text else None
