"""What a reader is told of how their text was read: other words that were searched, and filters to take or leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.ages import OLDEST
from search.query import Query, Reason, Role, Unit

MOST_WORDS = 6  # of one typed word that are told
MOST_COUNTIES = 9  # a larger region is no list of filters
# Codes of the facet `age_band`, with the years of each.
AGE_BANDS = {
    (0, 2): "0-2",
    (3, 5): "3-5",
    (6, 9): "6-9",
    (10, 12): "10-12",
    (13, 15): "13-15",
    (16, 17): "16-17",
    (18, 20): "18-20",
}


@dataclass(frozen=True)
class AlsoSearched:
    """A word as it was typed, and the other words that were searched for it."""

    typed: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """A part of what was typed that can be a filter: the reader takes it or leaves it. `label` says it in words."""

    typed: str
    facet: str
    code: str
    label: str


def also_searched(query: Query) -> tuple[AlsoSearched, ...]:
    """Spellings and synonyms, for each thing that was asked for."""
    return tuple(found for found in (_also(unit) for unit in query.units) if found.words)


def _also(unit: Unit) -> AlsoSearched:
    if unit.role not in (Role.TOPIC, Role.LITTLE):
        return AlsoSearched(unit.typed, ())
    words = (each.said for each in unit.alternatives if each.reason in (Reason.SPELLING, Reason.ALSO))
    return AlsoSearched(unit.typed, tuple(word for word in dict.fromkeys(words) if word != unit.typed)[:MOST_WORDS])


def readings(query: Query) -> tuple[Reading, ...]:
    """Each code that was read, once, in the order of the text; ages as years or bands."""
    found = {(each.facet, each.code): each for each in (*_meanings(query), *_ages(query))}
    return tuple(found.values())


def _meanings(query: Query) -> Iterator[Reading]:
    meant = {slug for place in query.places for slug in place.counties}
    for unit in query.units:
        if len([each for each in unit.meanings if each.facet == "county"]) > MOST_COUNTIES:
            continue
        for meaning in unit.meanings:
            if meaning.facet != "age" and (meaning.facet != "county" or meaning.code in meant):
                yield Reading(unit.typed, meaning.facet, meaning.code, meaning.label)


def _ages(query: Query) -> Iterator[Reading]:
    for age in query.ages:
        if age.low == age.high <= OLDEST:
            yield Reading(age.typed, "age", str(age.low), age.label)
            continue
        for (low, high), code in AGE_BANDS.items():
            if age.low <= high and low <= age.high:
                yield Reading(age.typed, "age_band", code, f"{low} to {high} years old")
