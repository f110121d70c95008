"""Engines match, rank and count the tokens that the language made; they know no word and no permission."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from search.contract import Code, Near, SearchDocument, Tier
from search.language import AllOf

Key = tuple[str, str]  # kind and primary key of an object
Changes = Mapping[Key, Sequence[SearchDocument]]  # all documents of each object; none: it can't be found any more
Stand = tuple[str, str, str, int]  # kind, primary key, tier and version of an indexed document


class EngineUnavailable(Exception):
    """The engine can't be reached, or hasn't the index; the service asks the database engine instead."""


class SwapRefused(Exception):
    """A rebuilt index is not what it should be, so the old one goes on answering. The text says why."""


class Rebuilt(NamedTuple):
    """How many documents a new index has, and an error for each object that it did not take."""

    documents: int
    refused: Mapping[Key, str]


@dataclass(frozen=True)
class Question:
    """One search, as every engine understands it. Facets: OR within one, AND across them.

    With words, the best score comes first. Then, and without words: a code of `prefer` (the earlier the better), the
    distance from `near` (a place that isn't known comes last), the folded title, the kind, the key.
    """

    tree: AllOf
    tier: Tier
    kinds: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    now: datetime.datetime
    near: Near | None = None
    prefer: tuple[Code, ...] = ()
    ask_codes: frozenset[Code] = frozenset()  # whether a candidate has these now is told with it
    with_texts: bool = False  # whether a candidate's tokens are told with it
    offset: int = 0
    limit: int = 20

    @property
    def selections(self) -> dict[str, tuple[str, ...]]:
        """The facets in which anything is selected."""
        return {name: codes for name, codes in self.facets.items() if codes}


@dataclass(frozen=True)
class Candidate:
    """What an engine tells of a document beside its key, so that one ranking can order the best ones of every engine.

    `texts` are the tokens of each field as they were indexed, between blanks. `codes`: those of the question's
    `ask_codes` that it has now. `miles` from the question's `near`; None without it, or where the place is not known.
    """

    key: Key
    texts: Mapping[str, str] = field(default_factory=dict)
    codes: frozenset[Code] = frozenset()
    miles: float | None = None


@dataclass(frozen=True)
class Answer:
    """The documents of one page in order, how many there are in all, and for each facet how many each code would give.

    A facet's counts ignore its own selection. A code that no document has is told only where it is selected, as 0.
    `notes` are sentences for the reader: what the engine could not do.
    """

    candidates: tuple[Candidate, ...]
    total: int
    facet_counts: dict[str, dict[str, int]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(candidate.key for candidate in self.candidates)


class Engine(Protocol):
    name: str

    def find(self, question: Question) -> Answer:
        """The matching documents of the tier, in the order that Question says."""

    def write(self, changes: Changes) -> dict[Key, str]:
        """Replaces the documents of each object as a whole. Returns an error for each object that was not taken."""

    def rebuild(self, batches: Iterable[Changes]) -> Rebuilt:
        """Replaces everything; readers see the old or the new, never a part."""

    def stand(self) -> Iterable[Stand]:
        """What the engine has, for the doctor."""

    def digests(self, keys: Collection[Key]) -> dict[tuple[str, str, str], str]:
        """A digest of what the engine has stored of each document (kind, key, tier) of these objects, for the doctor."""

    def damage(self) -> str:
        """What is broken, in a few words; empty if nothing is. A rebuild mends it."""
