"""The facets of the directory as taxonomies, and their values as terms: whoever may narrow by one may read it here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from portal.vocabulary.models import Scheme, Term
from resources import facets
from resources.facets import FACETS, Facet
from resources.hsds.ids import uuid_of
from search import Tier

# What the facet means, by its key. Counties, ages and what is derived from these aren't terms in HSDS.
DESCRIPTIONS = {
    "kind": "Whether a listing is a placement or a service.",
    "type-placement": "What kind of placement it is.",
    "type-service": "What kind of service it is.",
    "population": "Whom it serves.",
    "need": "Needs of a young person that it can meet.",
    "trafficking": "Forms of trafficking that it knows how to respond to.",
    "language": "Languages that are spoken there.",
    "access": "How a young person comes to it.",
    "funding": "Funding that it accepts.",
    "security": "Whether young people can leave a placement by themselves.",
    "license": "What its license says.",
    "out_of_county": "Whether it accepts youth from other counties.",
    "availability": "Whether there is room, as far as the last count can still be believed.",
    "freshness": "How old the last count is.",
}
TAXONOMIES = tuple(facet for facet in FACETS if facet.key in DESCRIPTIONS)


@dataclass(frozen=True)
class TermRow:
    """One value of a facet. `parent`: the code of the broader one, or empty."""

    taxonomy: Facet
    code: str
    name: str
    description: str
    parent: str = ""

    @property
    def id(self) -> str:
        return uuid_of("term", self.taxonomy.key, self.code)


def offered(tier: Tier) -> tuple[Facet, ...]:
    """The taxonomies that readers of a tier may know: those by which they may narrow."""
    return tuple(facet for facet in facets.offered(tier) if facet in TAXONOMIES)


def taxonomy_of(name: str, scheme: str = "") -> Facet:
    """The taxonomy of a facet; where two share a name, that of the scheme."""
    return next(each for each in TAXONOMIES if each.name == name and (name != "type" or each.values == scheme))


def taxonomy_id(facet: Facet) -> str:
    return uuid_of("taxonomy", facet.key)


def fixed_term(name: str, code: str) -> TermRow:
    """A term of a facet whose values are not kept in the vocabulary."""
    facet = taxonomy_of(name)
    label = facet.values[code]  # type: ignore[index]
    return TermRow(facet, code, label, f"{facet.label}: {label}")


def vocabulary_term(name: str, term: Term) -> TermRow:
    """A term of the vocabulary, as a value of the facet of this name. Its broader term has to be read already."""
    parent = term.broader.code if term.broader_id and term.broader else ""
    return TermRow(taxonomy_of(name, term.scheme), term.code, term.label, term.explanation or term.label, parent)


def terms_of(taxonomies: Iterable[Facet]) -> Iterator[TermRow]:
    """All terms of these taxonomies, ended ones too, since listings may still carry them. One SQL query."""
    wanted = tuple(taxonomies)
    schemes = {facet.values: facet for facet in wanted if isinstance(facet.values, Scheme)}
    for facet in wanted:
        if isinstance(facet.values, dict):
            for code in facet.values:
                yield fixed_term(facet.name, code)
    for term in Term.objects.filter(scheme__in=list(schemes)).select_related("broader"):
        yield vocabulary_term(schemes[Scheme(term.scheme)].name, term)


def as_taxonomy(facet: Facet) -> dict[str, Any]:
    """The HSDS object of a taxonomy."""
    return {"id": taxonomy_id(facet), "name": facet.label, "description": DESCRIPTIONS[facet.key]}


def as_term(row: TermRow) -> dict[str, Any]:
    """The HSDS object of a term, without its taxonomy's own object."""
    term = {
        "id": row.id,
        "code": row.code,
        "name": row.name,
        "description": row.description,
        "taxonomy": row.taxonomy.label,
        "taxonomy_id": taxonomy_id(row.taxonomy),
        "language": "en",
    }
    if row.parent:
        term["parent_id"] = uuid_of("term", row.taxonomy.key, row.parent)
    return term
