"""Words that are searched for one another: rows that staff edit, in force with the next query of every process."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from django.db import connection

from search.language import fold

Words = tuple[str, ...]

MAX_TYPED_WORDS = 5  # of what is typed
MAX_ALSO_WORDS = 8  # of each phrase that is searched as well: the field's names are long
_PART = re.compile(r"[^\W_]+")
_LETTERS_THEN_DIGITS = re.compile(r"([^\W\d_]+)(\d+)")
_COMPOUND = re.compile(r"[^\W_]+(?:[-‐‑‒–/.+&][^\W_]+)*")

# The version and, only if it isn't the one at hand, the rows: one query whether anything changed or not.
_READ = """
SELECT latest.version, s.typed, s.also, s.both_ways
FROM (SELECT COALESCE(SUM(stamp), 0) AS version FROM search_synonym WHERE active) latest
LEFT JOIN search_synonym s ON s.active AND latest.version <> %s
ORDER BY s.typed
"""


@dataclass(frozen=True)
class Expansion:
    """The words at start..end of a query have these alternatives, each a phrase of folded words."""

    start: int
    end: int
    alternatives: tuple[Words, ...]


@dataclass
class _Place:
    """A place in the tree of phrases: where the next word leads, and what the phrase that ends here also means."""

    next: dict[str, _Place] = field(default_factory=dict)
    alternatives: dict[Words, None] = field(default_factory=dict)


class SynonymTable:
    """All rows in force at one moment."""

    def __init__(self, rows: Sequence[tuple[str, str, bool]]) -> None:
        self._root = _Place()
        self._written: dict[Words, str] = {}
        for typed, also, both_ways in rows:
            first, rest = typed, phrases(also)
            self._add(first, rest)
            if both_ways:
                for phrase in rest:
                    self._add(phrase, [first, *(other for other in rest if other != phrase)])

    def expansions(self, words: Sequence[str]) -> list[Expansion]:
        """What stands in a query that rows know, at every place; the longest phrase first, then from the left.

        `words` are the folded words of the query in order, little words too. Phrases may overlap: whoever takes the first
        and leaves out what overlaps with it has the longest match. A plural is taken for its word.
        """
        found = [
            Expansion(start, end, tuple(alternatives))
            for start in range(len(words))
            for end, alternatives in self._from(words, start)
        ]
        return sorted(found, key=lambda each: (each.start - each.end, each.start))

    def written(self, words: Words) -> str:
        """A phrase as staff wrote it: what a reader is shown. The words themselves, if no row has it."""
        return self._written.get(words, " ".join(words))

    def _add(self, typed: str, also: Sequence[str]) -> None:
        own = set(spellings(typed))
        for words in own:
            place = self._root
            for word in words:
                place = _step(place, word)
            for phrase in also:
                place.alternatives.update(dict.fromkeys(each for each in spellings(phrase) if each not in own))
        for phrase in (typed, *also):
            for words in spellings(phrase):
                self._written.setdefault(words, phrase)

    def _from(self, words: Sequence[str], start: int) -> Iterator[tuple[int, dict[Words, None]]]:
        places = [self._root]
        for end in range(start, min(start + 2 * MAX_ALSO_WORDS, len(words))):
            reached = [place.next[form] for place in places for form in _forms(words[end]) if form in place.next]
            places = list({id(place): place for place in reached}.values())
            if not places:
                return
            merged = {phrase: None for place in places for phrase in place.alternatives}
            if merged:
                yield end + 1, merged


def table() -> SynonymTable:
    """The rows as they are now. One SQL query; the rows themselves are read only when one has changed."""
    global _latest
    version, current = _latest
    with connection.cursor() as cursor:
        cursor.execute(_READ, [version])
        rows = cursor.fetchall()
    if rows[0][0] != version:
        current = SynonymTable([(typed, also, bool(both)) for _, typed, also, both in rows if typed is not None])
        _latest = (rows[0][0], current)
    return current


# One assignment replaces both, so a thread never sees the rows of one version under the number of another.
_latest: tuple[int, SynonymTable] = (-1, SynonymTable([]))


def phrases(also: str) -> list[str]:
    """The phrases of a row's second field."""
    return [phrase for phrase in (" ".join(part.split()) for part in also.split(",")) if phrase]


def words_of(phrase: str) -> Words:
    """The folded words of a phrase, joined forms taken apart: what `expansions` is asked with."""
    return tuple(_PART.findall(fold(phrase)))


def spellings(phrase: str) -> list[Words]:
    """The ways in which a phrase may be written: joined forms apart or as one word (drop-in, dropin; AB12, AB 12)."""
    ways: list[list[Words]] = []
    for compound in _COMPOUND.findall(fold(phrase)):
        parts = tuple(_PART.findall(compound))
        code = _LETTERS_THEN_DIGITS.fullmatch(compound)
        if code:
            ways.append([parts, code.groups()])
        else:
            ways.append([parts, ("".join(parts),)] if len(parts) > 1 else [parts])
    return [tuple(word for part in way for word in part) for way in product(*ways)] if ways else []


def _step(place: _Place, word: str) -> _Place:
    """The place behind a word, made if it isn't there. A row's plural is reached by its singular too."""
    forms = _forms(word)
    following = next((place.next[form] for form in forms if form in place.next), None) or _Place()
    for form in forms:
        place.next.setdefault(form, following)
    return following


def _forms(word: str) -> Words:
    """The word, and what it may be the plural of; acronyms of up to three letters stay as they are."""
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return (word,)
    forms = [word, word[:-1]]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    elif word.endswith("es"):
        forms.append(word[:-2])
    return tuple(forms)
