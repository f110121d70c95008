"""What the tier knows of the words of one query: how many documents have them, and what a misspelled one may have meant."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from search import language, spelling, typos, whereabouts
from search.contract import Tier
from search.synonyms import SynonymTable

# Words that stand in every second query and text. They count a little, and never leave anything out.
LITTLE_WORDS = frozenset((Path(__file__).parent / "data" / "little_words.txt").read_text(encoding="utf-8").split())

COMMONEST, RAREST = 0.6, 3.0  # what a plain word of every document says, and one of none or one
CORRECTED, MAYBE_CORRECTED = 0.85, 0.5  # how sure a likely spelling is, and a far one
RARE = 2  # documents that may share a slip of the hand
FAR_MORE = 4  # times as many documents must have a word that one of them was meant for
MOST_CORRECTED = 6  # misspelled words of one query that are looked up: each costs two SQL queries
MOST_CORRECTIONS = 3

Correction = tuple[str, float]  # a word, and how sure it was meant


class KnownWords:
    """The words of a query in the tier's documents. One SQL query, and two for each word that nothing has."""

    def __init__(
        self, words: Sequence[str], tier: Tier, table: SynonymTable | None, vocabulary: frozenset[str]
    ) -> None:
        self._tier, self._table, self._vocabulary = tier, table, vocabulary
        pairs = [pair for pair in pairwise(words) if "".join(pair).isalpha() and len("".join(pair)) > 5]
        asked = {*words, *map("".join, pairs)}
        asked.update(form for word in words for form in language.forms(word))
        asked.update(part for word in words for pair in splits(word) for part in pair)
        self._counts = spelling.counts(tier, {spelling.EVERY, *asked} if asked else ())
        self._total = self._counts.pop(spelling.EVERY, (0, 0))[0]
        self._looked_up = 0
        self.offered: set[str] = set()  # words of the tier that were found as corrections
        # neighbors that documents write as one word: "dawn line"
        self.pairs = {
            pair
            for pair in pairs
            if self.is_written("".join(pair)) and not set(pair) & (LITTLE_WORDS | language.STOP_WORDS)
        }
        self._in_pairs = {word for pair in self.pairs for word in pair}

    def is_written(self, word: str) -> bool:
        """Whether a document has the word just so."""
        return self._counts.get(word, (0, 0))[1] > 0

    def documents(self, word: str) -> int:
        """In how many documents a word stands, in any form. A stem that cuts deep is no witness by itself."""
        own = self._counts.get(word, (0, 0))[0]
        stem = language.forms(word)[0] if word.isalpha() else word
        if own or len(stem) >= max(4, len(word) - 3):
            own = max(own, self._counts.get(stem, (0, 0))[0])
        return own

    def information(self, words: Sequence[str]) -> float:
        """What plain words say: the fewer documents have the rarest, the more."""
        rarest = min((self.documents(word) for word in words if word not in language.STOP_WORDS), default=0)
        if self._total < 2:
            return (COMMONEST + RAREST) / 2
        share = math.log(rarest + 1) / math.log(self._total + 1)
        return COMMONEST + (RAREST - COMMONEST) * (1 - min(share, 1.0))

    def corrections(self, word: str) -> tuple[Correction, ...]:
        """What a word that hardly any document has may have been meant for, the surest first."""
        if not self._is_strange(word):
            return ()
        documents = self.documents(word)
        found: dict[str, tuple[float, int, int]] = {}
        for far, other in typos.nearest(word, typos.joined((self._vocabulary, whereabouts.names()))):
            found[other] = (-CORRECTED, far, 0)
        if self._looked_up < MOST_CORRECTED:
            self._looked_up += 1
            for each in spelling.corrections(word, self._tier):
                self.offered.add(each.word)
                if typos.is_likely(word, each.word) and each.documents > FAR_MORE * documents and each.word != word:
                    sure = CORRECTED if each.distance == 1 or each.word in found else MAYBE_CORRECTED
                    found[each.word] = (-sure, each.distance, -each.documents)
        if documents and not any(far == 1 for _, far, _ in found.values()):
            return ()
        best = sorted(found, key=lambda other: (found[other], other))[:MOST_CORRECTIONS]
        return tuple((other, -found[other][0]) for other in best)

    def _is_strange(self, word: str) -> bool:
        """Whether nobody knows the word: no document but one or two, no phrase, no synonym, no place."""
        if len(word) < 4 or not word.isalpha() or word in self._in_pairs or word in self._vocabulary:
            return False
        if word in LITTLE_WORDS or word in language.STOP_WORDS or word in whereabouts.city_names():
            return False
        return self.documents(word) <= RARE and not (self._table and self._table.expansions((word,)))


def splits(word: str) -> list[tuple[str, str]]:
    """A long word as two of at least three letters: "fosterfamily"."""
    if len(word) < 7 or not word.isalpha():
        return []
    return [(word[:at], word[at:]) for at in range(3, len(word) - 2)]
