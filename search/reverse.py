"""Searches in reverse: not which documents a search finds, but whether one document is what a search asks for.

Reads a document exactly as engines store it (`search.engines.stored`), so that both ways agree.
"""

from __future__ import annotations

import datetime
import time
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from search import planning, synonyms
from search.contract import Near, SearchDocument, Tier
from search.engines.codes import coded, moment
from search.engines.places import miles_between
from search.engines.stored import stored
from search.language import AllOf, AnyOf, AtLeast, Node, Not, Phrase, Prefix, Word
from search.synonyms import SynonymTable
from search.understanding import understand

# What was typed is read anew after so long: by then other words may be known, and be spellings of it.
REMEMBERED_SECONDS = 600

Selection = frozenset[str]


def selection(facet: str, codes: Iterable[str]) -> Selection:
    """The selected codes of one facet, ready to be asked of many documents; UNSTATED is one where a document says nothing."""
    return frozenset(coded(facet, code) for code in codes)


class Standing:
    """One document as it stands at a moment, to be asked many times."""

    def __init__(self, document: SearchDocument, now: datetime.datetime) -> None:
        self.tier = document.tier
        as_stored = stored(document)
        at = moment(now)
        self.codes = frozenset(as_stored.codes) | {
            span.code for span in as_stored.spans if span.since <= at < span.until
        }
        self.place = as_stored.place
        self._lines = [f" {text} " for text in as_stored.texts.values()]
        self._tokens = frozenset(token for line in self._lines for token in line.split())
        self._in_order = sorted(self._tokens)

    def passes(self, selections: Iterable[Selection]) -> bool:
        """Whether it has one of the codes of each selection now."""
        for each in selections:  # noqa: SIM110 - thousands of searches come by, and a loop takes half the time of any()
            if self.codes.isdisjoint(each):
                return False
        return True

    def is_near(self, near: Near) -> bool:
        """Whether it lies within the miles; with no limit it always does, and without a place never within one."""
        if near.miles is None:
            return True
        return self.place is not None and miles_between((near.latitude, near.longitude), self.place) <= near.miles

    def matches(self, node: Node) -> bool:
        """Whether it has the words that a tree asks for."""
        match node:
            case Word(forms):
                return not self._tokens.isdisjoint(forms)
            case Phrase(tokens):
                wanted = f" {' '.join(tokens)} "
                return any(wanted in line for line in self._lines)
            case Prefix(start):
                place = bisect_left(self._in_order, start)
                return place < len(self._in_order) and self._in_order[place].startswith(start)
            case AnyOf(nodes):
                return any(self.matches(each) for each in nodes)
            case AllOf(nodes):
                return all(self.matches(each) for each in nodes)
            case AtLeast(count, nodes):
                return sum(self.matches(each) for each in nodes) >= count
            case Not(node):
                return not self.matches(node)


class Trees:
    """What texts ask for, read once and remembered for a while; synonyms are those in force now. One SQL query to make."""

    def __init__(self) -> None:
        self._synonyms = synonyms.table()
        self._while = int(time.monotonic() // REMEMBERED_SECONDS)

    def of(self, text: str, tier: Tier, *, literal: bool = False) -> AllOf:
        """The tree of all documents that fit everything in a text, without those that fit only most of it."""
        if not text:
            return AllOf(())
        return _tree(text, tier, literal, self._synonyms, self._while)


@lru_cache(maxsize=10_000)
def _tree(text: str, tier: Tier, literal: bool, table: SynonymTable, moment: int) -> AllOf:
    query = understand(text, tier, literal=literal)
    return next(planning.steps(query)).tree if planning.has_words(query) else planning.unranked(query)


def matches(tree: AllOf, document: SearchDocument, now: datetime.datetime) -> bool:
    """Whether a search for these words would find this document now."""
    return Standing(document, now).matches(tree)
