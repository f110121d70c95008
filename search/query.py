"""What was typed, understood: the things that were asked for, one by one, each with all the ways in which it may be found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from search.ages import Age
from search.contract import Code
from search.language import AnyOf, Node, Not, Word
from search.reading import Lexicon, Meaning
from search.whereabouts import Whereabouts

# A listing that states neither serves both.
GENDERS = frozenset({("population", "girls"), ("population", "boys")})


class Reason(StrEnum):
    """How an alternative came to be: the better the reason, the more a match is worth."""

    TYPED = "typed"
    CODE = "code"
    ALSO = "also"
    SPELLING = "spelling"
    BEGINNING = "beginning"


class Role(StrEnum):
    """What a unit does. Only a TOPIC and a PLACE narrow the answer; the rest orders it."""

    TOPIC = "topic"
    PLACE = "place"
    MANNER = "manner"  # tonight, an age: said of what is asked for
    LITTLE = "little"  # need, help, kid: words that stand in every second query and text


@dataclass(frozen=True)
class Alternative:
    """One way to find a unit. `weight`: how sure it means the same, 0..1; `said`: how a reason names it."""

    node: Node
    weight: float
    reason: Reason
    said: str


@dataclass(frozen=True)
class Unit:
    """One thing asked for. `information`: how much it says, so how much it counts; a rare word says much.

    `is_known`: some document of the tier may have it; what nothing has can't be fitted.
    """

    typed: str
    alternatives: tuple[Alternative, ...]
    role: Role = Role.TOPIC
    information: float = 1.0
    meanings: tuple[Meaning, ...] = ()
    is_known: bool = True

    @property
    def is_specific(self) -> bool:
        """Something that people have words for and no code stands for: an eating disorder, tattoo removal."""
        return not self.meanings and any(each.reason == Reason.ALSO for each in self.alternatives)

    @property
    def sense(self) -> frozenset[Code]:
        """What a topic means, to be told from what is only said twice; empty for plain words."""
        return frozenset(meaning.key for meaning in self.meanings) if self.role == Role.TOPIC else frozenset()

    @cached_property
    def node(self) -> Node:
        """Any of the alternatives; all single words as one, so that engines have less to do."""
        nodes = dict.fromkeys(alternative.node for alternative in self.alternatives)
        forms = dict.fromkeys(form for node in nodes if isinstance(node, Word) for form in node.forms)
        others = tuple(node for node in nodes if not isinstance(node, Word))
        return AnyOf((Word(tuple(forms)), *others) if forms else others)


@dataclass(frozen=True)
class Query:
    """All that was understood. `typed` is folded; `corrected` is it with its misspelled words replaced, or empty.

    `shunned`: counties that must not be where it is ("far from Oakland"); no place's counties are among them.
    `is_offered`: the tier's documents have every corrected word, so the reader may be shown them.
    """

    typed: str
    units: tuple[Unit, ...] = ()
    excluded: tuple[Not, ...] = ()
    ages: tuple[Age, ...] = ()
    places: tuple[Whereabouts, ...] = ()
    shunned: frozenset[str] = frozenset()
    is_urgent: bool = False
    corrected: str = ""
    is_offered: bool = False
    lexicons: tuple[Lexicon, ...] = field(default=(), compare=False, repr=False)
    notes: tuple[str, ...] = ()

    def of(self, role: Role) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.role == role)

    @cached_property
    def codes(self) -> frozenset[Code]:
        """Every code that was read."""
        return frozenset(meaning.key for unit in self.units for meaning in unit.meanings)
