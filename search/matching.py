"""Whether a document has a unit, and how well: over the tokens that every engine tells of a candidate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from search import language
from search.ages import OLDEST
from search.contract import FIELD_WEIGHTS
from search.language import AllOf, AnyOf, Node, Phrase, Prefix, Word
from search.query import Alternative, Reason, Unit

FIELDS = tuple(FIELD_WEIGHTS)  # best first
BODY = FIELDS.index("body")
# What a match is worth by its field: a name says what a thing is, running text may only touch on it.
FIELD_VALUE = (1.0, 0.95, 0.9, 0.75)
# The very word that was typed is what is asked for, wherever it stands.
TYPED_VALUE = (1.0, 1.0, 0.95, 0.9)
CODE_VALUE = 1.0
SEVERAL, MOST_SEVERAL = 0.04, 0.12  # for each further way in which it is said, and for all of them
WAYS = 1 + round(MOST_SEVERAL / SEVERAL)  # more of them add nothing
NEGATORS = frozenset(
    [
        "no",
        "not",
        "cannot",
        "cant",
        "unable",
        "exclude",
        "excludes",
        "excluding",
        "except",
        "without",
        "sin",
        "never",
        "doesnt",
        "dont",
        "wont",
        "nor",
        "neither",
        "exclusion",
        "exclusions",
        "isnt",
    ]
)
NEGATED_WITHIN = 4  # words
# "girls 13-17", "edades 12 a 17", "18 and up", where a document's fields state no age.
_AGES = re.compile(r" (\d{1,2}) (?:to |thru |through |a |y |up to )?(\d{1,2})(?= )")
_BEFORE_AGES = re.compile(
    r" (?:ages?|aged|girls|boys|youth|teens|females?|males?|kids|ninas|ninos|jovenes|edades|edad|de|from|serves|for) $"
)
_AND_UP = re.compile(r" (\d{1,2}) (?:and (?:up|over|older)|plus|y mayores) ")


@dataclass(frozen=True, slots=True)
class Match:
    """How well a document has a unit, 0 to about 1.1, by which alternative and in which field."""

    value: float = 0.0
    alternative: Alternative | None = None
    field: str = ""


NO_MATCH = Match()


class Texts:
    """The tokens of a candidate's fields, ready to be asked."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._lines = [f" {texts.get(name, '')} " for name in FIELDS]
        self.tokens = frozenset("".join(self._lines).split())  # of every field

    def words(self, field: str) -> list[str]:
        """The words of a field in order, without the other forms behind them."""
        return self._lines[FIELDS.index(field)].split(" _", 1)[0].split()

    def field_of(self, node: Node) -> int | None:
        """The best field in which the node matches, by its number in FIELDS."""
        match node:
            case Word(forms):
                first = [self._first_with(form) for form in forms if form in self.tokens]
                return min((number for number in first if number is not None), default=None)
            case Phrase(tokens):
                return self._first_with(" ".join(tokens)) if self.tokens.issuperset(tokens) else None
            case Prefix(start):
                return next((number for number, line in enumerate(self._lines) if f" {start}" in line), None)
            case AnyOf(nodes):
                each = [number for number in map(self.field_of, nodes) if number is not None]
                return min(each) if each else None
            case AllOf(nodes):
                all_of = list(map(self.field_of, nodes))
                return None if None in all_of else max(number for number in all_of if number is not None)
        return None

    def _first_with(self, words: str) -> int | None:
        """The best field that has these tokens side by side."""
        wanted = f" {words} "
        return next((number for number, line in enumerate(self._lines) if wanted in line), None)

    def is_in_text(self, phrase: str) -> bool:
        """Whether these words stand in the terms or the running text, not only in a name."""
        return any(f" {phrase} " in line for line in self._lines[FIELDS.index("terms") :])

    def is_negated(self, node: Node) -> bool:
        """Whether running text only says that it is not so: "no fire setters"."""
        if NEGATORS.isdisjoint(self.tokens):
            return False
        starts = self._starts(node)
        return bool(starts) and all(
            not NEGATORS.isdisjoint(self._body[max(at - NEGATED_WITHIN, 0) : at]) for at in starts
        )

    @cached_property
    def _body(self) -> list[str]:
        return self.words("body")

    def _starts(self, node: Node) -> list[int]:
        match node:
            case Word(forms):
                wanted = frozenset(forms)
                return [
                    at
                    for at, word in enumerate(self._body)
                    if word in wanted or not wanted.isdisjoint(language.forms(word))
                ]
            case Phrase(tokens):
                return [at for at in range(len(self._body)) if tuple(self._body[at : at + len(tokens)]) == tokens]
            case AnyOf(nodes) | AllOf(nodes):
                return [at for each in nodes for at in self._starts(each)]
        return []

    @cached_property
    def years(self) -> frozenset[int]:
        """Ages that the texts state, for a document whose fields state none: "girls 13-17"."""
        line = f" {' '.join(self.words('title'))} | {' '.join(self._body)} "
        years: set[int] = set()
        for match in _AGES.finditer(line):
            low, high = int(match[1]), int(match[2])
            is_told = _BEFORE_AGES.search(line[: match.start() + 1])
            if low + 2 <= high <= OLDEST and (is_told or (low >= 3 and high >= 8)):
                years.update(range(low, high + 1))
        for match in _AND_UP.finditer(line):
            if 10 <= int(match[1]) <= 21:
                years.update(range(int(match[1]), OLDEST + 1))
        return frozenset(years)


class Ways:
    """A unit with its alternatives, made ready for many documents: most have a token of none of them."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self._surest = sorted(unit.alternatives, key=lambda each: -each.weight)
        self._by_token: dict[str, list[int]] = {}
        self._always: list[int] = []
        for number, alternative in enumerate(self._surest):
            tokens = _signs(alternative.node)
            if not tokens:
                self._always.append(number)
            for token in tokens:
                self._by_token.setdefault(token, []).append(number)

    def best(self, texts: Texts) -> Match:
        """The best way in which the document has the unit; said in several ways, it is worth a little more."""
        found = set(self._always)
        for token in self._by_token.keys() & texts.tokens:
            found.update(self._by_token[token])
        value, chosen, where, ways = 0.0, None, 0, 0
        for number in sorted(found):
            alternative = self._surest[number]
            if alternative.weight <= value and ways >= WAYS:
                break  # no field is worth more than 1
            field = texts.field_of(alternative.node)
            if field is None or (field == BODY and texts.is_negated(alternative.node)):
                continue
            ways += 1
            worth = alternative.weight * _field_value(alternative, field)
            if worth > value:
                value, chosen, where = worth, alternative, field
        if chosen is None:
            return NO_MATCH
        return Match(value + min(SEVERAL * (ways - 1), MOST_SEVERAL), chosen, FIELDS[where])


def _signs(node: Node) -> tuple[str, ...]:
    """Tokens of which a document that has the node has at least one; none, if there are no such."""
    match node:
        case Word(forms):
            return forms
        case Phrase(tokens):
            return tokens[:1]
        case AnyOf(nodes):
            each = [_signs(one) for one in nodes]
            return tuple(token for signs in each for token in signs) if all(each) else ()
        case AllOf(nodes):
            return _signs(nodes[0]) if nodes else ()
    return ()


def _field_value(alternative: Alternative, field: int) -> float:
    if alternative.reason == Reason.CODE:
        return CODE_VALUE
    return (TYPED_VALUE if alternative.reason == Reason.TYPED else FIELD_VALUE)[field]
