"""What a worker's everyday words mean in the directory: the vocabulary's own labels, and phrases from `data/phrases.csv`.

Labels, and acronyms in parentheses behind them, come from the terms that staff edit, so a new term is understood with the
next search. The phrases are how people speak of them; a phrase whose code is no current term means nothing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from portal.vocabulary.models import Scheme, Term
from resources.models import Kind
from search.reading import Entry, Lexicon, Meaning

_PHRASES = Path(__file__).parent / "data" / "phrases.csv"
_FACET_OF = {
    Scheme.PLACEMENT: "type",
    Scheme.SERVICE: "type",
    Scheme.POPULATION: "population",
    Scheme.NEED: "need",
    Scheme.TRAFFICKING: "trafficking",
    Scheme.LANGUAGE: "language",
    Scheme.FUNDING: "funding",
    "access": "access",
}
# Facets whose codes are no terms, with how people read them.
_OTHER = {
    ("kind", Kind.PLACEMENT.value): Kind.PLACEMENT.label,
    ("kind", Kind.SERVICE.value): Kind.SERVICE.label,
    ("out_of_county", "yes"): "Accepts youth from other counties",
    ("availability", "capacity"): "Has an open bed or place",
}
# A document for one of these alone doesn't fit who asks for the other.
_RIVALS = (("population", "girls", "boys"), ("kind", "placement", "service"))

TermRow = tuple[str, str, str]  # scheme, code, label


def lexicon() -> Lexicon:
    """The directory's lexicon as of now. One SQL query."""
    return _compiled(tuple(Term.objects.current().values_list("scheme", "code", "label")))


@lru_cache(maxsize=4)
def _compiled(terms: tuple[TermRow, ...]) -> Lexicon:
    labels = {(_FACET_OF[scheme], code): label for scheme, code, label in terms if scheme in _FACET_OF} | _OTHER
    entries = [*_of_labels(labels), *_of_phrases(labels)]
    rivals = {
        (facet, one): frozenset({(facet, other)}) for facet, *pair in _RIVALS for one, other in (pair, reversed(pair))
    }
    implied = {
        ("type", code): ("kind", scheme) for scheme, code, _ in terms if scheme in (Scheme.PLACEMENT, Scheme.SERVICE)
    }
    return Lexicon(tuple(entries), rivals, implied)


def _of_labels(labels: dict[tuple[str, str], str]) -> Iterator[Entry]:
    for (facet, code), label in labels.items():
        if (facet, code) not in _OTHER:
            yield Entry(Meaning(facet, code, label), names=tuple(_readings(label)))


def _readings(label: str) -> Iterator[str]:
    """A label as people type it: without its parentheses, and what stands in them."""
    yield re.sub(r"\s*\([^)]*\)", "", label)
    yield from re.findall(r"\(([^)]*)\)", label)


def _of_phrases(labels: dict[tuple[str, str], str]) -> Iterator[Entry]:
    for facet, code, said, read in _phrases():
        if facet == "age":
            yield Entry(Meaning(facet, code, f"{code.replace('-', ' to ')} years old"), said=said, read=read)
        elif (facet, code) in labels:
            yield Entry(Meaning(facet, code, labels[facet, code]), said=said, read=read)


@cache
def _phrases() -> tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]:
    with _PHRASES.open(encoding="utf-8", newline="") as file:
        return tuple(
            (row["facet"], row["code"], _listed(row["said"]), _listed(row["read"])) for row in csv.DictReader(file)
        )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(";") if phrase.strip())
