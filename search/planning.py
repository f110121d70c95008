"""From a query to the trees that engines are asked: everything first, then step by step less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.language import AllOf, AtLeast, Node
from search.query import Query, Role, Unit

GENDERS = frozenset({("population", "girls"), ("population", "boys")})
ENOUGH = 10  # what fits everything; with fewer, what fits most comes after them
MOST_UNITS = 12  # an engine's limit for AtLeast


@dataclass(frozen=True)
class Step:
    """One tree to ask, and what it gave up."""

    tree: AllOf
    gave_up: str = ""


def steps(query: Query) -> Iterator[Step]:
    """What to ask, in order, until there is enough: everything; anywhere; all but one of the topics, but two … down to half."""
    topics, places = _narrowing(query.of(Role.TOPIC)), query.of(Role.PLACE)
    excluded = query.excluded
    yield Step(AllOf((*(unit.node for unit in (*topics, *places)), *excluded)))
    if places and topics:
        yield Step(AllOf((*(unit.node for unit in topics), *excluded)), "place")
    told = _most_telling(topics)
    least = len(told) // 2
    for count in range(len(told) - 1, least - 1, -1):
        if count >= 1:
            yield Step(AllOf((AtLeast(count, tuple(unit.node for unit in told)), *excluded)), "topics")


def _narrowing(topics: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Most listings don't state a gender, and serve all: where more was asked for, it orders and doesn't narrow."""
    others = tuple(unit for unit in topics if not (unit.meanings and {each.key for each in unit.meanings} <= GENDERS))
    return others if any(unit.information >= 1 for unit in others) else topics


def _most_telling(topics: tuple[Unit, ...]) -> tuple[Unit, ...]:
    return tuple(sorted(topics, key=lambda unit: -unit.information)[:MOST_UNITS])


NOTHING_BELOW = 0.5  # the best of what is left has less than half of what was asked: nothing fits


def shown(query: Query, ranked: list) -> list:
    """The candidates that are worth showing: none where the words that carry the query are nowhere."""
    best = max((each.coverage for each in ranked), default=0.0)
    return list(ranked) if best >= NOTHING_BELOW else []
