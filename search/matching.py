"""Whether a document has a unit, and how well: over the tokens that every engine tells of a candidate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from search import language
from search.contract import Code
from search.language import AllOf, AnyOf, Node, Phrase, Prefix, Word
from search.query import Alternative, Reason, Unit
from search.reading import Words

# What a match is worth by its field: a name says what a thing is, running text may only touch on it.
FIELD_VALUE = {"title": 1.0, "alias": 0.95, "terms": 0.9, "body": 0.75}
# The very word that was typed is what is asked for, wherever it stands.
TYPED_VALUE = {"title": 1.0, "alias": 1.0, "terms": 0.95, "body": 0.9}
CODE_VALUE = 1.0
SEVERAL = 0.04  # for each further way in which it is said
MOST_SEVERAL = 0.12
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
_AGES = re.compile(r" (\d{1,2}) (?:to |thru |through |a |y |up to )?(\d{1,2}) ")
_AFTER_AGES = re.compile(
    r"(?:ages?|aged|girls|boys|youth|teens|females|males|kids|ninas|ninos|jovenes|anos|edades|edad|de|from|serves|for|through|yrs|years|yo) $"
)
_AND_UP = re.compile(r" (\d{1,2}) (?:and (?:up|over|older)|plus|y mayores|mas) ")


@dataclass(frozen=True)
class Match:
    """How well a document has a unit, 0 to about 1.1, by which alternative and in which field."""

    value: float = 0.0
    alternative: Alternative | None = None
    field: str = ""


NO_MATCH = Match()


class Texts:
    """The tokens of a candidate's fields, ready to be asked."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._lines = {name: f" {texts.get(name, '')} " for name in FIELD_VALUE}
        self._sets = {name: frozenset(line.split()) for name, line in self._lines.items()}

    def words(self, field: str) -> list[str]:
        """The words of a field in order, without the other forms behind them."""
        return self._lines[field].split(" _", 1)[0].split()

    def fields_with(self, node: Node) -> list[str]:
        """The fields in which the node matches, best first."""
        match node:
            case Word(forms):
                return [name for name, tokens in self._sets.items() if not tokens.isdisjoint(forms)]
            case Phrase(tokens):
                wanted = f" {' '.join(tokens)} "
                return [name for name, line in self._lines.items() if wanted in line]
            case Prefix(start):
                return [name for name, line in self._lines.items() if f" {start}" in line]
            case AnyOf(nodes):
                found = {name for each in nodes for name in self.fields_with(each)}
                return [name for name in FIELD_VALUE if name in found]
            case AllOf(nodes):
                each = [self.fields_with(one) for one in nodes]
                return [max((fields[0] for fields in each), key=list(FIELD_VALUE).index)] if all(each) else []
        return []

    def is_negated(self, node: Node) -> bool:
        """Whether running text only says that it is not so: "no fire setters"."""
        starts = self._starts(node)
        return bool(starts) and all(
            not NEGATORS.isdisjoint(self._body[max(at - NEGATED_WITHIN, 0) : at]) for at in starts
        )

    def says(self, phrase: Words) -> bool:
        """Whether any field says this without a no before it."""
        node = language.word_node(phrase)
        fields = self.fields_with(node)
        return bool(fields) and not (fields == ["body"] and self.is_negated(node))

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
    def years(self) -> set[int]:
        """Ages that the texts state, for a document whose fields state none: "girls 13-17"."""
        line = " " + " ".join(self.words("title") + ["|"] + self._body) + " "
        years: set[int] = set()
        for match in _AGES.finditer(line):
            low, high = int(match[1]), int(match[2])
            if (
                0 <= low < high <= 25
                and (high - low >= 2)
                and (_AFTER_AGES.search(line[: match.start() + 1]) or (low >= 3 and high >= 8))
            ):
                years.update(range(low, high + 1))
        for match in _AND_UP.finditer(line):
            if 10 <= int(match[1]) <= 21:
                years.update(range(int(match[1]), 26))
        return years


def _field_value(alternative: Alternative, field: str) -> float:
    if alternative.reason == Reason.CODE:
        return CODE_VALUE
    return (TYPED_VALUE if alternative.reason == Reason.TYPED else FIELD_VALUE)[field]


def best(unit: Unit, texts: Texts, codes: frozenset[Code]) -> Match:
    """The best way in which the document has the unit; said in several ways, it is worth a little more."""
    found, ways = NO_MATCH, 0
    for alternative in unit.alternatives:
        fields = texts.fields_with(alternative.node)
        if not fields:
            continue
        if fields == ["body"] and texts.is_negated(alternative.node):
            continue
        ways += 1
        field = fields[0]
        value = alternative.weight * _field_value(alternative, field)
        if value > found.value:
            found = Match(value, alternative, field)
    if ways > 1:
        found = Match(found.value + min(SEVERAL * (ways - 1), MOST_SEVERAL), found.alternative, found.field)
    return found
