"""What the standard has no field for: the extension of the PACT profile, as `attributes` (docs/hsds.md has the table)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from portal.counties.models import County
from resources import freshness
from resources.hsds.ids import uuid_of
from resources.hsds.mapping.sight import Object, Sight, known, moment
from resources.hsds.taxonomies import TermRow, as_term, fixed_term, vocabulary_term
from resources.models import Availability, Listing

EVERYONE = "everyone"
# Taxonomy, and the field of the listing that holds its terms.
_TERMS = (
    ("type", "types"),
    ("population", "populations"),
    ("need", "needs"),
    ("trafficking", "trafficking"),
    ("language", "languages"),
    ("access", "access"),
    ("funding", "funding"),
)


def attribute(
    entity: str, link: str, kind: str, *, term: TermRow | None = None, label: str = "", value: str = ""
) -> Object:
    """One attribute of an object; `kind` is its link type, `link` the object's identifier."""
    said = known(label=label, value=value, taxonomy_term=as_term(term) if term else None)
    part = term.code if term else value
    return {"id": uuid_of("attribute", link, kind, label, part), "link_id": link, "link_entity": entity} | {
        "link_type": kind,
        **said,
    }


def of_service(listing: Listing, sight: Sight) -> list[Object]:
    """Everything that a tier may know of a listing beyond the fields of the standard."""
    fields, link = sight.fields(listing), str(listing.pk)
    made = [attribute("service", link, row.taxonomy.name, term=row) for row in _terms(listing, fields)]
    made += [attribute("service", link, kind, value=value) for kind, value in _values(listing, fields)]
    made += [
        attribute("service", link, kind, label=str(county), value=county.slug)
        for kind, county in _counties(listing, fields)
    ]
    if "availability" in fields:
        made += _counts(listing, sight)
    return made


def of_population(entity: str, link: str, count: Availability) -> list[Object]:
    """Whom a count is for; nothing where it is for everyone."""
    term = count.population
    return [attribute(entity, link, "population", term=vocabulary_term("population", term))] if term else []


def _terms(listing: Listing, fields: frozenset[str]) -> Iterator[TermRow]:
    yield fixed_term("kind", listing.kind)
    for name, field in _TERMS:
        if field in fields:
            yield from (vocabulary_term(name, term) for term in getattr(listing, field).all())
    if "security" in fields and listing.security:
        yield fixed_term("security", listing.security)
    if "license" in fields:
        yield fixed_term("license", listing.license_status)
    if "accepts_out_of_county" in fields and listing.accepts_out_of_county is not None:
        yield fixed_term("out_of_county", "yes" if listing.accepts_out_of_county else "no")


def _values(listing: Listing, fields: frozenset[str]) -> Iterator[tuple[str, str]]:
    if listing.is_confidential:
        yield "confidential", "yes"
    texts = {"presumptive_transfer": listing.presumptive_transfer}
    if "license" in fields:
        for name in ("license_type", "license_number", "license_capacity", "license_checked_on"):
            texts[name] = str(getattr(listing, name) or "")
    if "training_evidence" in fields:
        texts |= {"training_evidence": listing.training_evidence, "training_on": str(listing.training_on or "")}
    if "presumptive_transfer" not in fields:
        del texts["presumptive_transfer"]
    yield from ((name, text) for name, text in texts.items() if text)


def _counties(listing: Listing, fields: frozenset[str]) -> Iterator[tuple[str, County]]:
    yield "kept_by", listing.owner_county
    if "contracts_with" in fields:
        yield from (("contracts_with", county) for county in listing.contracts_with.all())


def _counts(listing: Listing, sight: Sight) -> list[Object]:
    """Status and age of each count, whose `label` is a population's code or `everyone`; its waiting list while believed."""
    lines = freshness.said(listing, listing.last_counts, sight.now, sight.clocks)
    clock = sight.clocks[freshness.subject_of(listing)]
    counts: list[Availability | None] = [*listing.last_counts] or [None]
    made = []
    for line, count in zip(lines, counts, strict=True):
        whom = line.population or EVERYONE
        made += [_line(listing, "availability", whom, term=fixed_term("availability", line.status))]
        made += [_line(listing, "freshness", whom, term=fixed_term("freshness", line.freshness))]
        if count:
            made += [_line(listing, "counted_at", whom, value=moment(count.as_of))]
        if count and line.is_known:
            made += [_line(listing, "believed_until", whom, value=moment(count.as_of + clock.stale))]
            for name in ("waiting_length", "waiting_days"):
                if getattr(count, name) is not None:
                    made += [_line(listing, name, whom, value=str(getattr(count, name)))]
    return made


def _line(listing: Listing, kind: str, whom: str, *, term: TermRow | None = None, value: str = "") -> Object:
    return attribute("service", str(listing.pk), kind, term=term, label=whom, value=value)


def day_of(at: datetime.datetime) -> str:
    """The Pacific day of a moment, as ISO 8601."""
    return timezone.localtime(at).date().isoformat()
