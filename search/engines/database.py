"""What the two database engines share: the text is matched and scored in SQL, all else is done in memory by catalogs.

Only the text differs: each vendor has its own tables `search_text_<tier>` and its own way to match them.
"""

# Every piece of SQL here is a constant of this package; whatever a person typed travels as a parameter.
# ruff: noqa: S608

from __future__ import annotations

import json
import logging
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import DatabaseError, connection, transaction

from search.contract import FIELD_WEIGHTS, SearchDocument, Tier
from search.engines import Answer, Candidate, Changes, Key, Question, Rebuilt, Stand, names, tables
from search.engines.catalog import Bits, Catalog
from search.engines.catalogs import FINGERPRINT_SQL, catalog_for
from search.engines.codes import Span, lasting, spans
from search.engines.matching import Plan
from search.engines.page import Page
from search.engines.stored import Stored, from_text, sort_title, tokens_of
from search.engines.tables import table
from search.language import AllOf, Node, Tokens
from search.models import IndexChange, IndexedDocument
from search.spelling import WordChange, counting, forget

log = logging.getLogger(__name__)

# An index that moves on while it is asked is asked again, so often; then a document that just came may be left out.
LOOKS = 3
# More scores than a page needs, so that equals at its end can be told apart by more than their score.
SPARE_SCORES = 50


class DatabaseEngine(ABC):
    """Kept in the transaction of every change, so it never drifts; always there, so it is what others fall back to."""

    name = "database"

    @abstractmethod
    def expression(self, node: Node) -> str:
        """The node in the vendor's own query language."""

    @abstractmethod
    def numbers_sql(self, tier: Tier, mark: str) -> str:
        """An SQL expression for the numbers of the rows that match an expression."""

    @abstractmethod
    def numbers(self, value: Any) -> Sequence[int]:
        """What that expression gave."""

    @abstractmethod
    def scores_sql(self, tier: Tier) -> str:
        """Numbers and scores of the rows that match `wanted` and are among `numbers` (JSON; NULL: all), the best `most`."""

    @abstractmethod
    def put_text(self, tier: Tier, texts: Sequence[tuple[int, Mapping[str, Tokens]]]) -> None:
        """Stores the tokens of new documents under their numbers."""

    @abstractmethod
    def hold(self, keys: Iterable[Key]) -> None:
        """Makes other writers of these objects wait until this transaction ends. Call it before reading what they say."""

    @abstractmethod
    def hold_all(self) -> None:
        """Makes all other writers wait until this transaction ends."""

    @abstractmethod
    def damage(self) -> str:
        """What is broken in the tables of texts, in a few words."""

    def find(self, question: Question) -> Answer:
        """One SQL query, one more for the scores of words and one for texts; two more after the index changed.

        Where the tables of texts are missing or damaged, the words are looked for in the names alone, and a note says so.
        """
        plan = Plan.of(question.tree)
        try:
            catalog, matched = self._look(question, plan)
            page = Page(catalog, question, matched)
            return self._answer(page, self._scores(page, plan, matched))
        except DatabaseError:
            if connection.needs_rollback or (connection.in_atomic_block and connection.vendor == "postgresql"):
                raise  # nothing can be asked any more in this transaction
            log.exception("The database's search index is damaged; run manage.py search_doctor --repair.")
        catalog, everything = self._look(question, Plan.of(AllOf(())))
        page = Page(catalog, question, everything & names.matching(question.tree, catalog))
        return self._answer(page, None, names_only=True)

    def _answer(self, page: Page, scores: Mapping[int, float] | None, *, names_only: bool = False) -> Answer:
        catalog, question = page.catalog, page.question
        slots = page.slots(scores)
        texts: dict[int, dict[str, str]] = {}
        if question.with_texts and names_only:
            texts = {catalog.numbers[slot]: names.texts(catalog.names[slot][0]) for slot in slots}
        elif question.with_texts:
            texts = self._texts(question.tier, [catalog.numbers[slot] for slot in slots])
        candidates = tuple(
            Candidate(
                catalog.names[slot][1:],
                texts.get(catalog.numbers[slot], {}),
                page.codes(slot),
                page.miles(slot),
            )
            for slot in slots
        )
        return Answer(candidates, page.total, page.facet_counts(), (names.NOTE,) if names_only else ())

    def write(self, changes: Changes) -> dict[Key, str]:
        with transaction.atomic(), counting() as words:
            touched = self._remove(changes, words)
            touched += self._insert([document for documents in changes.values() for document in documents], words)
            if touched:
                IndexChange.objects.create(touched=json.dumps(touched))
        return {}

    def rebuild(self, batches: Iterable[Changes]) -> Rebuilt:
        with transaction.atomic():
            self.hold_all()
            self._empty()
            IndexedDocument.objects.all().delete()
            forget()
            with counting() as words:
                for batch in batches:
                    self._insert([document for documents in batch.values() for document in documents], words)
            IndexChange.objects.all().delete()
            IndexChange.objects.create(touched="null")
        return Rebuilt(IndexedDocument.objects.count(), {})

    def _empty(self) -> None:
        """The tables of texts, without a row; made anew only where they are broken, since nobody can read meanwhile."""
        with connection.cursor() as cursor:
            if self.damage():
                for statement in (*tables.dropped(), *tables.made(connection.vendor)):
                    cursor.execute(statement, None)
            else:
                for tier in Tier:
                    cursor.execute(f"DELETE FROM {table(tier)}")

    def stand(self) -> Iterable[Stand]:
        with connection.cursor() as cursor:
            cursor.execute(
                " UNION ALL ".join(
                    "SELECT d.kind, d.object_pk, d.tier, d.version FROM search_indexeddocument d"
                    f" WHERE d.tier = '{tier.value}' AND d.id IN (SELECT rowid FROM {table(tier)})"
                    for tier in Tier
                )
            )
            return [tuple(row) for row in cursor.fetchall()]

    def digests(self, keys: Collection[Key]) -> dict[tuple[str, str, str], str]:
        wanted: dict[str, list[str]] = {}
        for kind, pk in keys:
            wanted.setdefault(kind, []).append(pk)
        found = {}
        for kind, pks in wanted.items():
            for row in IndexedDocument.objects.filter(kind=kind, object_pk__in=pks):
                texts = self._texts(Tier(row.tier), [row.pk]).get(row.pk, {})
                place = None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)
                spans = [Span(*span) for span in json.loads(row.spans)]
                found[row.kind, row.object_pk, row.tier] = Stored(
                    row.sort_title, json.loads(row.codes), spans, place, texts
                ).digest
        return found

    def _look(self, question: Question, plan: Plan) -> tuple[Catalog, Bits]:
        """What matches the words, and the catalog of the very index in which it does."""
        nodes = plan.nodes
        parameters = {f"node{at}": self.expression(node) for at, node in enumerate(nodes)}
        parts = [FINGERPRINT_SQL, *(self.numbers_sql(question.tier, f"%({name})s") for name in parameters)]
        for _ in range(LOOKS):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {', '.join(parts)}", parameters)
                count, total, *lists = cursor.fetchone()
            wanted = (count, int(total or 0))
            catalog = catalog_for(question.tier, wanted)
            if catalog.fingerprint == wanted:
                break
        bits = {node: catalog.bits_of(self.numbers(value)) for node, value in zip(nodes, lists, strict=True)}
        return catalog, plan.matched(bits, catalog.alive)

    def _scores(self, page: Page, plan: Plan, matched: Bits) -> dict[int, float] | None:
        """The scores of the best documents that were found, by slot: as many as the page needs. None without words."""
        if plan.scored is None or not page.found:
            return None
        is_all = page.found == matched and not plan.thresholds and not plan.excluded
        parameters = {
            "wanted": self.expression(plan.scored),
            "numbers": None if is_all else json.dumps(page.catalog.numbers_in(page.found)),
        }
        end = page.question.offset + page.question.limit
        for most in (end + SPARE_SCORES, page.total):
            with connection.cursor() as cursor:
                cursor.execute(self.scores_sql(page.question.tier), {**parameters, "most": most})
                scored = cursor.fetchall()
            if len(scored) < most or scored[-1][1] < scored[end - 1][1]:
                break
        slots = page.catalog.slots
        return {slots[number]: score for number, score in scored if number in slots}

    def _texts(self, tier: Tier, numbers: Sequence[int]) -> dict[int, dict[str, str]]:
        if not numbers:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid, {', '.join(FIELD_WEIGHTS)} FROM {table(tier)} WHERE rowid IN ({_marks(numbers)})",
                numbers,
            )
            return {number: dict(zip(FIELD_WEIGHTS, texts, strict=True)) for number, *texts in cursor.fetchall()}

    def _remove(self, keys: Iterable[Key], words: WordChange) -> list[int]:
        """Returns the numbers of what went; its words are counted in `words`."""
        kinds: dict[str, list[str]] = {}
        for kind, pk in keys:
            kinds.setdefault(kind, []).append(pk)
        gone: list[int] = []
        for kind, pks in kinds.items():
            gone += IndexedDocument.objects.filter(kind=kind, object_pk__in=pks).values_list("pk", flat=True)
        if gone:
            with connection.cursor() as cursor:
                for tier in Tier:
                    for texts in self._texts(tier, gone).values():
                        words.gone(tier, map(from_text, texts.values()))
                    cursor.execute(f"DELETE FROM {table(tier)} WHERE rowid IN ({_marks(gone)})", gone)
            IndexedDocument.objects.filter(pk__in=gone).delete()
        return gone

    def _insert(self, documents: Sequence[SearchDocument], words: WordChange) -> list[int]:
        """Returns the numbers of what came; its words are counted in `words`."""
        rows = IndexedDocument.objects.bulk_create(_row(document) for document in documents)
        tokens = [tokens_of(document) for document in documents]
        for tier in Tier:
            texts = [(row.pk, fields) for row, fields in zip(rows, tokens, strict=True) if row.tier == tier]
            if texts:
                self.put_text(tier, texts)
            for _, fields in texts:
                words.came(tier, fields.values())
        return [row.pk for row in rows]


def _row(document: SearchDocument) -> IndexedDocument:
    latitude, longitude = document.place or (None, None)
    return IndexedDocument(
        kind=document.kind,
        object_pk=document.pk,
        tier=document.tier.value,
        version=document.version,
        sort_title=sort_title(document),
        codes=json.dumps(lasting(document)),
        spans=json.dumps(spans(document)),
        latitude=latitude,
        longitude=longitude,
    )


def database_engine() -> DatabaseEngine:
    """The engine of the database that the portal runs on."""
    if connection.vendor == "postgresql":
        from search.engines.postgresql import PostgreSQLEngine  # inline: each module imports this one

        return PostgreSQLEngine()
    from search.engines.sqlite import SQLiteEngine  # inline: as above

    return SQLiteEngine()


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))
