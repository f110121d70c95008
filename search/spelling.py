"""Which words a tier's documents have, and which of them lie a slip of the hand away from a typed one.

Counts are kept in the transaction of each index write, so a word that only a higher tier has, or that is gone, is never
offered. Each process keeps an index of nearby words that may know too many; what it names is checked against the counts.
"""

# Every piece of SQL here is a constant of this file; whatever a person typed travels as a parameter.
# ruff: noqa: S608

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction

from search.contract import Tier
from search.language import Tokens, index
from search.models import WordCount
from search.nearby import MIN_LETTERS, NearbyWords, allowed_distance

TABLE = WordCount._meta.db_table
ROWS_AT_ONCE = 1_000  # of one INSERT: four values each, and SQLite takes 32,766
EVERY = ""  # no word is empty: under this one each document is counted once
_REWRITING = 7_330_001  # the number of PostgreSQL's lock for those who delete rows; no other code of the portal uses it


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
    """What index writes do to the counts. What documents that go and documents that come have in common costs nothing."""

    def __init__(self) -> None:
        self._have: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._had: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._write: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._wrote: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def came(self, tier: str, fields: Iterable[Tokens]) -> None:
        """A document of these fields enters the index."""
        words, forms = _words_and_forms(fields)
        self._write[tier].update(words)
        self._have[tier].update([EVERY, *forms])

    def gone(self, tier: str, fields: Iterable[Tokens]) -> None:
        """A document of these fields leaves the index."""
        words, forms = _words_and_forms(fields)
        self._wrote[tier].update(words)
        self._had[tier].update([EVERY, *forms])

    def save(self) -> None:
        """To be called once, inside the transaction of the writes."""
        rows = list(self._rows())
        for some in _batches(rows):
            with connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO {TABLE} (tier, word, documents, written) VALUES "
                    + ", ".join(["(%s, %s, %s, %s)"] * len(some)),
                    [value for row in some for value in row],
                )
        _nearby.add(word for _, word, _, written in rows if written > 0)

    def _rows(self) -> Iterator[tuple[str, str, int, int]]:
        for tier in sorted({*self._have, *self._had}):
            have, had, write, wrote = self._have[tier], self._had[tier], self._write[tier], self._wrote[tier]
            for word in have | had:
                documents, written = have[word] - had[word], write[word] - wrote[word]
                if documents or written:
                    yield str(tier), word, documents, written


@contextmanager
def counting() -> Iterator[WordChange]:
    """Collects what the index writes inside it do to the counts, and saves it at the end of the outermost one.

    To be entered inside the transaction of the writes; one that fails must not be caught in between.
    """
    outer = getattr(_open, "change", None)
    if outer is not None:
        yield outer
        return
    _open.change = change = WordChange()
    try:
        yield change
        change.save()
    finally:
        _open.change = None


_open = threading.local()


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
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {TABLE}")
        (last,) = cursor.fetchone()
        several = f"SELECT tier, word FROM {TABLE} WHERE id <= %s GROUP BY tier, word HAVING COUNT(*) > 1"
        sums = "SELECT tier, word, SUM(documents), SUM(written)"
        insert = f"INSERT INTO {TABLE} (tier, word, documents, written)"
        delete = f"DELETE FROM {TABLE} WHERE id <= %s AND (tier, word) IN"
        if connection.vendor == "postgresql":
            # In one statement: only what it deletes is added up, whatever is committed meanwhile.
            cursor.execute(
                f"WITH gone AS ({delete} ({several}) RETURNING tier, word, documents, written)"
                f" {insert} {sums} FROM gone GROUP BY tier, word",
                [last, last],
            )
        else:
            cursor.execute(
                f"{insert} {sums} FROM {TABLE} WHERE id <= %s GROUP BY tier, word HAVING COUNT(*) > 1", [last]
            )
            cursor.execute(f"{delete} (SELECT tier, word FROM {TABLE} WHERE id > %s)", [last, last])
        cursor.execute(f"DELETE FROM {TABLE} WHERE id > %s AND documents = 0 AND written = 0", [last])


def _learn() -> None:
    """Reads the words that came since the last time. One SQL query, in the first use of a process for all words.

    A number that another transaction drew earlier and committed later is passed over until this process starts again:
    that costs a suggestion, and nothing else.
    """
    global _learned
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, word FROM {TABLE} WHERE id > %s AND written > 0 ORDER BY id", [_learned])
        rows = cursor.fetchall()
    if rows:
        _nearby.add(word for _, word in rows)
        _learned = rows[-1][0]


_nearby = NearbyWords()
_learned = 0


def counts(tier: Tier, words: Collection[str]) -> dict[str, tuple[int, int]]:
    """For each token that the tier has: how many documents have it in any form, and how many just so. One SQL query.

    EVERY asks for the number of all documents.
    """
    if not words:
        return {}
    marks = ", ".join(["%s"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word, SUM(documents), SUM(written) FROM {TABLE} WHERE tier = %s AND word IN ({marks})"
            " GROUP BY word HAVING SUM(documents) > 0",
            [tier.value, *words],
        )
        return {word: (documents, written) for word, documents, written in cursor.fetchall()}


def _forms(word: str) -> tuple[str, ...]:
    """The tokens by which documents have the word; a number or a code is only itself."""
    tokens = index(word)
    return (*tokens.words, *tokens.extra) if word.isalpha() else tokens.words


def _words_and_forms(fields: Iterable[Tokens]) -> tuple[set[str], set[str]]:
    """The words of a document as they are written, and these with their other forms."""
    words: set[str] = set()
    forms: set[str] = set()
    for tokens in fields:
        words.update(tokens.words)
        forms.update(tokens.extra)
    return words, forms | words


def _one_at_a_time() -> None:
    """Rows that one transaction adds up, another must not delete at that moment; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_REWRITING])


def _batches(rows: Iterable[tuple[str, str, int, int]]) -> Iterator[list[tuple[str, str, int, int]]]:
    rest = iter(rows)
    while some := list(islice(rest, ROWS_AT_ONCE)):
        yield some
