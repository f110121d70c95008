"""Which words a tier's documents have, and which of them lie a slip of the hand away from a typed one.

Counts are kept in the transaction of each index write, so a word that only a higher tier has, or that is gone, is never
offered. Each process keeps an index of nearby words that may know too many; what it names is checked against the counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Count, Sum

from search.contract import Tier
from search.language import Tokens, index
from search.models import WordCount
from search.nearby import MIN_LETTERS, NearbyWords, allowed_distance

BATCH = 5_000  # rows that are written, or named in a query, at once
_ADDING_UP = 7_330_001  # the number of PostgreSQL's lock: no other code of the portal uses it

T = TypeVar("T")


@dataclass(frozen=True)
class Correction:
    """A word of the tier, how many slips away it is, and how many documents have it."""

    word: str
    distance: int
    documents: int


def known(words: Iterable[str], tier: Tier) -> dict[str, int]:
    """For each folded word: how many documents of the tier have it or, at least, another form of it; 0 if none has.

    One SQL query; none without a word.
    """
    forms = {word: _forms(word) for word in dict.fromkeys(words)}
    found = counts(tier, {form for each in forms.values() for form in each})
    return {word: max((found[form][0] for form in each if form in found), default=0) for word, each in forms.items()}


def corrections(word: str, tier: Tier, limit: int = 5) -> list[Correction]:
    """Words that the folded word may have been meant for: nearest first, then those of most documents.

    Optimal string alignment distance: a letter left out, put in, changed, or swapped with the next one. At most 1 for words
    of 4 to 7 letters, 2 for longer ones; none for shorter ones and for what isn't all letters.
    Two SQL queries: new words, and the check; none for a word that can't be corrected.
    """
    if len(word) < MIN_LETTERS or not (word.isascii() and word.isalpha()):
        return []
    _learn()
    distances = _nearby.within(word, allowed_distance(word))
    found = counts(tier, distances).items()
    near = [Correction(each, distances[each], documents) for each, (documents, written) in found if written > 0]
    return sorted(near, key=lambda each: (each.distance, -each.documents, each.word))[:limit]


class WordChange:
    """What an index write does to the counts: documents that go and documents that come, saved in its transaction.

    What both have in common costs nothing, so that a small edit writes few rows.
    """

    def __init__(self) -> None:
        self._documents: Counter[tuple[str, str]] = Counter()
        self._written: Counter[tuple[str, str]] = Counter()

    def gone(self, tier: str, fields: Iterable[Tokens]) -> None:
        """A document of these fields leaves the index."""
        self._count(tier, fields, -1)

    def came(self, tier: str, fields: Iterable[Tokens]) -> None:
        """A document of these fields enters the index."""
        self._count(tier, fields, 1)

    def save(self) -> None:
        """To be called once, inside the transaction of the write."""
        rows = [
            WordCount(tier=tier, word=word, documents=documents, written=self._written[tier, word])
            for (tier, word), documents in self._documents.items()
            if documents or self._written[tier, word]
        ]
        WordCount.objects.bulk_create(rows, batch_size=BATCH)
        _nearby.add(row.word for row in rows if row.written > 0)

    def _count(self, tier: str, fields: Iterable[Tokens], by: int) -> None:
        words: set[str] = set()
        forms: set[str] = set()
        for tokens in fields:
            words.update(tokens.words)
            forms.update(tokens.extra)
        for word in words:
            self._written[tier, word] += by
        for word in words | forms:
            self._documents[tier, word] += by


@transaction.atomic
def forget() -> None:
    """The index is emptied. To be called in that transaction, after its documents are gone.

    In this order, whoever writes a document meanwhile may leave a word uncounted, but never one that nobody has.
    """
    _one_at_a_time()
    WordCount.objects.all().delete()


@transaction.atomic
def compact() -> None:
    """Adds up the rows of each word. Nothing that anyone reads changes; rows written meanwhile stay for the next time."""
    _one_at_a_time()
    several = WordCount.objects.values("tier", "word").annotate(rows=Count("pk")).filter(rows__gt=1)
    for batch in _batched(list(several.values_list("tier", "word"))):
        _add_up(batch)


def _add_up(keys: Sequence[tuple[str, str]]) -> None:
    """Deletes by number just those rows that were read: what is written meanwhile is not among them."""
    sums: dict[tuple[str, str], list[int]] = {key: [0, 0] for key in keys}
    numbers = []
    rows = WordCount.objects.filter(word__in={word for _, word in keys})
    for number, tier, word, documents, written in rows.values_list("pk", "tier", "word", "documents", "written"):
        if (tier, word) in sums:
            numbers.append(number)
            sums[tier, word][0] += documents
            sums[tier, word][1] += written
    for batch in _batched(numbers):
        WordCount.objects.filter(pk__in=batch).delete()
    WordCount.objects.bulk_create(
        (
            WordCount(tier=tier, word=word, documents=documents, written=written)
            for (tier, word), (documents, written) in sums.items()
            if documents or written
        ),
        batch_size=BATCH,
    )


def _learn() -> None:
    """Reads the words that came since the last time. One SQL query, in the first use of a process for all words.

    A number that another transaction drew earlier and committed later is passed over until this process starts again:
    that costs a suggestion, and nothing else.
    """
    global _learned
    rows = list(WordCount.objects.filter(pk__gt=_learned, written__gt=0).values_list("pk", "word").order_by("pk"))
    if rows:
        _nearby.add(word for _, word in rows)
        _learned = rows[-1][0]


_nearby = NearbyWords()
_learned = 0


def counts(tier: Tier, words: Collection[str]) -> dict[str, tuple[int, int]]:
    """For each token that the tier has: how many documents have it in any form, and how many just so. One SQL query."""
    if not words:
        return {}
    rows = WordCount.objects.filter(tier=tier.value, word__in=words).values("word")
    sums = rows.annotate(all_documents=Sum("documents"), all_written=Sum("written")).filter(all_documents__gt=0)
    return {word: (documents, written) for word, documents, written in sums.values_list(*_SUMS)}


_SUMS = ("word", "all_documents", "all_written")


def _forms(word: str) -> tuple[str, ...]:
    """The tokens by which documents have the word; a number or a code is only itself."""
    tokens = index(word)
    return (*tokens.words, *tokens.extra) if word.isalpha() else tokens.words


def _one_at_a_time() -> None:
    """Rows that one transaction adds up, another must not delete at that moment; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADDING_UP])


def _batched(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, BATCH)):
        yield some
