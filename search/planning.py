"""From a query to the trees that engines are asked: everything first, then step by step less, and when to stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from search.ages import OLDEST
from search.engines import Answer
from search.language import NOTHING, AllOf, AnyOf, AtLeast, Node, Word, code_token
from search.query import GENDERS, Query, Role, Unit
from search.ranking import Ranked
from search.reading import Meaning

ENOUGH = 25  # what fits everything; with fewer, what fits most comes after
WINDOW = 100  # candidates that are ranked by us
MOSTLY_UNSTATED = frozenset({"access", "out_of_county", "funding"})
MOST_UNITS = 12  # an engine's limit for AtLeast
# The best of what is left has less than this share of what was asked for: nothing fits.
NOTHING_BELOW = 0.5

ANYWHERE_NOTE = "Too few fit in {place}: others are shown too, by how far they are."
MOST_NOTE = "{fitting} all that you typed. What fits most of it comes after."
NOTHING_NOTE = "Nothing fits what you typed. {why}"


class Asked(Protocol):
    """A tree that was asked, with its answer."""

    answer: Answer
    engine: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One tree to ask, and what it gives up: nothing, the place, or some of the topics."""

    tree: AllOf
    gave_up: str = ""


@dataclass(frozen=True)
class Plan:
    """What was asked first, and last. `matching`: how many documents have everything that narrows."""

    first: Asked
    asked: Asked
    tree: AllOf
    gave_up: str

    @property
    def matching(self) -> int:
        return self.first.answer.total


def has_words(query: Query) -> bool:
    """Whether there is anything to rank by."""
    return bool(query.units) or bool(query.ages)


def unranked(query: Query) -> AllOf:
    """The tree of a text in which nothing was asked for: everything but what was excluded; nothing, if no word was typed."""
    if query.excluded or not query.typed:
        return AllOf(query.excluded)
    return NOTHING


def carry_out(query: Query, ask: Callable[[AllOf], Asked]) -> Plan:
    """Asks step by step until there is enough, or no step is left. Five engine searches at most."""
    everything, *less = steps(query)
    first = ask(everything.tree)
    plan = Plan(first, first, everything.tree, everything.gave_up)
    for step in less:
        if plan.asked.answer.total >= ENOUGH:
            break
        asked = ask(step.tree)
        if asked.answer.total > plan.asked.answer.total:
            plan = Plan(first, asked, step.tree, step.gave_up)
    return plan


def steps(query: Query) -> Iterator[Step]:
    """Everything; then anywhere; then fewer and fewer of the topics, down to half of them."""
    places = query.of(Role.PLACE)
    topics = _narrowing(_distinct(query.of(Role.TOPIC)), has_place=bool(places))
    if not topics and not places:
        yield Step(AllOf((*_of_ages(query), *query.excluded)))
        return
    somewhere = (AnyOf(tuple(unit.node for unit in places)),) if places else ()
    yield Step(AllOf((*(unit.node for unit in topics), *somewhere, *query.excluded)))
    if places and topics:
        yield Step(AllOf((*(unit.node for unit in topics), *query.excluded)), "place")
    told = tuple(sorted(topics, key=lambda unit: -unit.information)[:MOST_UNITS])
    for count in _counts(len(told)):
        yield Step(AllOf((AtLeast(count, tuple(unit.node for unit in told)), *query.excluded)), "topics")


def _counts(topics: int) -> list[int]:
    """All but one, in the middle, and half: three searches at most, however many topics."""
    least = max(topics // 2, 1)
    most = topics - 1
    return sorted({most, (most + least) // 2, least} - {0}, reverse=True) if most >= least else []


def _distinct(topics: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """What means the same narrows once."""
    distinct: dict[object, Unit] = {}
    for number, unit in enumerate(topics):
        first = distinct.setdefault(unit.sense or number, unit)
        if first is not unit:
            both = (*first.alternatives, *unit.alternatives)
            distinct[unit.sense] = replace(first, alternatives=tuple(dict.fromkeys(both)))
    return tuple(distinct.values())


def _narrowing(topics: tuple[Unit, ...], *, has_place: bool) -> tuple[Unit, ...]:
    """Most listings state no gender and no way in: where more was asked for, these order and don't narrow."""
    others = tuple(
        unit for unit in topics if not (unit.meanings and all(_is_mostly_unstated(each) for each in unit.meanings))
    )
    return others if has_place or any(unit.information >= 1 for unit in others) else topics


def _is_mostly_unstated(meaning: Meaning) -> bool:
    return meaning.key in GENDERS or meaning.facet in MOSTLY_UNSTATED


def _of_ages(query: Query) -> tuple[Node, ...]:
    """Ages alone find what states them; beside anything else they only order, since many state none."""
    years = sorted({year for age in query.ages for year in range(age.low, min(age.high, OLDEST) + 1)})
    words = tuple(Word((code_token("age", str(year)),)) for year in years)
    return (AnyOf(words),) if query.ages else ()


def is_worth_showing(query: Query, ranked: Sequence[Ranked]) -> bool:
    """Whether the best has enough of what was asked for. What no document has can't be fitted by little words around it.

    Nor is anything worth showing that leaves out the one thing which says most, where that is something specific.
    """
    if max((each.coverage for each in ranked), default=0.0) < NOTHING_BELOW:
        return False
    foremost = max(query.of(Role.TOPIC), key=lambda unit: unit.information, default=None)
    return not foremost or not foremost.is_specific or any(foremost in each.topics for each in ranked)


def notes(query: Query, plan: Plan, fitting: int) -> tuple[str, ...]:
    """What was given up, in plain words; `fitting`: how many of what is shown fit everything."""
    if plan.gave_up == "place":
        return (ANYWHERE_NOTE.format(place=_or(place.label for place in query.places)),)
    if plan.gave_up == "topics":
        return (MOST_NOTE.format(fitting=f"{fitting} fit{'s' if fitting == 1 else ''}" if fitting else "Nothing fits"),)
    return ()


def nothing_notes(query: Query) -> tuple[str, ...]:
    """That nothing fits, and which words nothing has."""
    unknown = [f"“{unit.typed}”" for unit in query.units if unit.role == Role.TOPIC and not unit.is_known]
    why = f"Nothing that you can see says {_or(unknown)}." if unknown else ""
    return (NOTHING_NOTE.format(why=why or "Try fewer words, or ask other counties.").strip(),)


def _or(names: Iterator[str] | Sequence[str]) -> str:
    *first, last = list(names)
    return f"{', '.join(first)} or {last}" if first else last
