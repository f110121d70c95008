"""Invented listings for measuring: as many as one likes, the same in every run, and questions about them."""

from __future__ import annotations

import datetime
import itertools
import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search import SearchDocument
    from search.engines import Changes, Question

SEED = 4
WORDS = 30_000
QUESTIONS = 40
BATCH = 200
NOW = datetime.datetime(2030, 6, 1, tzinfo=datetime.UTC)
# Facets of a listing, with the number of their codes and of those that one document has.
FACETS = {
    "county": (58, 3),
    "located": (58, 1),
    "age": (26, 8),
    "type": (60, 3),
    "need": (40, 4),
    "population": (30, 3),
    "language": (20, 2),
    "owner": (58, 1),
    **{f"facet{number}": (4 + 3 * number, 1 + number % 3) for number in range(15)},
}
TIMED = {"availability": 5, "freshness": 4}


class Statewide:
    """Invented listings, the same in every run. Words are as frequent as in a language: the nth about 1/n times."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        syllables = [start + vowel for start in "bcdfghklmnprstvw" for vowel in "aeiou"]
        made = ("".join(self.random.choices(syllables, k=self.random.randint(2, 5))) for _ in itertools.count())
        self.words = list(itertools.islice(dict.fromkeys(itertools.islice(made, WORDS * 3)), WORDS))
        self._weights = list(itertools.accumulate(1 / (rank + 8) for rank in range(len(self.words))))

    def text(self, count: int) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self._weights, k=count))

    def batches(self, listings: int) -> Iterator[Changes]:
        keys = [("listing", str(number)) for number in range(listings)]
        for start in range(0, listings, BATCH):
            yield {key: self.listing(key[1]) for key in keys[start : start + BATCH]}

    def listing(self, pk: str, version: int = 1) -> list[SearchDocument]:
        from search import SearchDocument, Tier, TimedCode

        rng = self.random
        fields = {
            "title": self.text(4),
            "alias": self.text(6),
            "terms": self.text(15),
            "body": self.text(rng.randint(40, 120)),
        }
        facets = {
            name: tuple(f"code-{code}" for code in rng.sample(range(codes), rng.randint(0, min(most, codes))))
            for name, (codes, most) in FACETS.items()
        }
        hours = [datetime.timedelta(hours=rng.randint(-200, 200)) for _ in TIMED]
        timed = tuple(
            TimedCode(name, f"code-{rng.randrange(codes)}", until=NOW + after)
            for (name, codes), after in zip(TIMED.items(), hours, strict=True)
        )
        place = (32 + rng.randrange(40) / 4, -124 + rng.randrange(40) / 4)
        return [SearchDocument("listing", pk, tier, fields, facets, version, timed, place) for tier in Tier]

    def questions(self) -> list[Question]:
        """A word, another one or its misspellings, and codes of two facets; every facet is counted."""
        from search import Tier
        from search.engines import Question
        from search.language import AllOf, AnyOf, Node, Word
        from tests.search.typed import tree_of

        def word(text: str) -> Node:
            return tree_of(text).nodes[0]

        def near(text: str) -> Node:
            others = [each for each in self.words[:3000] if each[:3] == text[:3] and each != text][:2]
            return AnyOf((word(text), *(Word((each,)) for each in others)))

        return [
            Question(
                AllOf((word(self.words[at]), near(self.words[20 + at * 7]))),
                Tier.PLACING,
                ("listing",),
                {"type": tuple(f"code-{code}" for code in range(0, 60, 2)), "county": ("code-1", "code-2", "code-3")},
                NOW,
            )
            for at in range(QUESTIONS)
        ]

    def typed(self) -> list[str]:
        """The same as a person types them: the second word lacks a letter, so that spelling has its work to do."""
        pairs = [(self.words[at], self.words[20 + at * 7]) for at in range(QUESTIONS)]
        return [f"{word} {other[:2]}{other[3:]}" for word, other in pairs]
