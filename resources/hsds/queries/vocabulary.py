"""Taxonomies and their terms, those by which the reader's tier may narrow."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from resources.hsds import taxonomies as known
from resources.hsds.asking import Asked
from resources.hsds.mapping.sight import Object
from resources.hsds.queries.found import Found
from resources.hsds.reader import Reader
from resources.hsds.taxonomies import as_taxonomy, as_term, terms_of
from search import Tier


def taxonomies(reader: Reader, asked: Asked) -> Found:
    """The taxonomies, in the order of their meaning; `search` looks into names and descriptions."""
    return _found([each for each in map(as_taxonomy, known.offered(reader.tier)) if _has(each, asked.search)])


def taxonomy(reader: Reader, pk: UUID, asked: Asked) -> Object | None:
    """One taxonomy; None: there is none, or it isn't for this reader."""
    return next((each for each in map(as_taxonomy, known.offered(reader.tier)) if each["id"] == str(pk)), None)


def taxonomy_terms(reader: Reader, asked: Asked) -> Found:
    """The terms, each taxonomy's together; a broader term that isn't among them has none below it."""
    return _found(
        [
            term
            for term in _terms(reader.tier)
            if (asked.taxonomy_id is None or term["taxonomy_id"] == str(asked.taxonomy_id))
            and (asked.parent_id is None or term.get("parent_id") == str(asked.parent_id))
            and not (asked.top_only and "parent_id" in term)
            and _has(term, asked.search)
        ]
    )


def taxonomy_term(reader: Reader, pk: UUID, asked: Asked) -> Object | None:
    """One term; None: there is none, or it isn't for this reader."""
    return next((term for term in _terms(reader.tier) if term["id"] == str(pk)), None)


def _terms(tier: Tier) -> Iterable[Object]:
    """Each with its taxonomy's own object."""
    offered = known.offered(tier)
    details = {known.taxonomy_id(each): as_taxonomy(each) for each in offered}
    return [{**term, "taxonomy_detail": details[term["taxonomy_id"]]} for term in map(as_term, terms_of(offered))]


def _has(each: Object, text: str) -> bool:
    said = f"{each['name']} {each['description']} {each.get('code', '')}".casefold()
    return all(word in said for word in text.casefold().split())


def _found(objects: list[Object]) -> Found:
    by_id = {each["id"]: each for each in objects}
    return Found(list(by_id), lambda keys: [by_id[key] for key in keys if key in by_id])
