"""What the two database engines share: documents and facets in tables, pages and counts in SQL.

Only the text differs: each vendor has its own table `search_text` and its own way to match it.
"""

# Every piece of SQL here is a constant of this package; whatever a person typed travels as a parameter.
# ruff: noqa: S608

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from search.contract import PERISHABLE_FACET, UNKNOWN, SearchDocument
from search.engines import Answer, Candidate, Changes, Key, Question, Stand
from search.language import NOTHING, AllOf, Tokens, fold, index
from search.models import DocumentFacet, IndexedDocument

# The code of a facet as it stands at the moment of the question: an old count is not known any more.
CODE_NOW = f"CASE WHEN f.name = '{PERISHABLE_FACET}' AND d.fresh_until <= %s THEN '{UNKNOWN}' ELSE f.code END"


@dataclass
class Match:
    """How a vendor finds the documents of a tree: a join onto `d`, conditions, and a score (larger is better)."""

    join: str = ""
    conditions: list[str] = field(default_factory=list)
    params: list[Any] = field(default_factory=list)
    score: str = "0"
    score_params: list[Any] = field(default_factory=list)


class DatabaseEngine(ABC):
    """Kept in the transaction of every change, so it never drifts; always there, so it is what others fall back to."""

    name = "database"

    @abstractmethod
    def match(self, tree: AllOf) -> Match:
        """The tree in the vendor's own query language."""

    @abstractmethod
    def put_text(self, texts: Sequence[tuple[int, dict[str, Tokens]]]) -> None:
        """Stores the tokens of new documents under their numbers."""

    def find(self, question: Question) -> Answer:
        if question.tree == NOTHING:
            return Answer((), 0)
        match = self.match(question.tree)
        where, params = self._where(match, question, question.selections_but(None))
        base = f"FROM search_indexeddocument d {match.join} WHERE {where}"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) {base}", params)
            total = cursor.fetchone()[0]
            cursor.execute(
                f"SELECT d.kind, d.object_pk, {match.score} AS score {base}"
                " ORDER BY score DESC, d.sort_title, d.kind, d.object_pk LIMIT %s OFFSET %s",
                [*match.score_params, *params, question.limit, question.offset],
            )
            candidates = tuple(Candidate((kind, pk)) for kind, pk, _ in cursor.fetchall())
        return Answer(candidates, total, self._facet_counts(match, question))

    def write(self, changes: Changes) -> dict[Key, str]:
        with transaction.atomic():
            for kind in {kind for kind, _ in changes}:
                self._remove(kind, [pk for each, pk in changes if each == kind])
            self._insert([document for documents in changes.values() for document in documents])
        return {}

    def rebuild(self, batches: Iterable[Changes]) -> int:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM search_text")
            IndexedDocument.objects.all().delete()
            for batch in batches:
                self._insert([document for documents in batch.values() for document in documents])
        return IndexedDocument.objects.count()

    def stand(self) -> Iterable[Stand]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT d.kind, d.object_pk, d.tier, d.version FROM search_indexeddocument d"
                " WHERE d.id IN (SELECT rowid FROM search_text)"
            )
            return [tuple(row) for row in cursor.fetchall()]

    def _where(self, match: Match, question: Question, selections: dict[str, tuple[str, ...]]) -> tuple[str, list[Any]]:
        conditions, params = [*match.conditions, "d.tier = %s"], [*match.params, question.tier.value]
        if question.kinds:
            conditions.append(f"d.kind IN ({_marks(question.kinds)})")
            params.extend(question.kinds)
        for name, codes in selections.items():
            conditions.append(
                "EXISTS (SELECT 1 FROM search_documentfacet f WHERE f.document_id = d.id AND f.name = %s"
                f" AND {CODE_NOW} IN ({_marks(codes)}))"
            )
            params.extend([name, _moment(question), *codes])
        return " AND ".join(conditions), params

    def _facet_counts(self, match: Match, question: Question) -> dict[str, dict[str, int]]:
        """Counts of every facet under the selections in all the others."""
        selected = list(question.selections_but(None))
        counts: dict[str, dict[str, int]] = {}
        for name in [None, *selected]:
            where, params = self._where(match, question, question.selections_but(name))
            if name:
                condition, about = "f.name = %s", [name]
            else:
                condition, about = (f"f.name NOT IN ({_marks(selected)})", selected) if selected else ("1 = 1", [])
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT f.name, {CODE_NOW} AS code_now, COUNT(DISTINCT d.id)"
                    f" FROM search_indexeddocument d {match.join}"
                    f" JOIN search_documentfacet f ON f.document_id = d.id WHERE {where} AND {condition}"
                    " GROUP BY f.name, code_now",
                    [_moment(question), *params, *about],
                )
                for facet, code, count in cursor.fetchall():
                    counts.setdefault(facet, {})[code] = count
        return counts

    def _remove(self, kind: str, pks: Sequence[str]) -> None:
        documents = IndexedDocument.objects.filter(kind=kind, object_pk__in=pks)
        numbers = list(documents.values_list("pk", flat=True))
        if numbers:
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM search_text WHERE rowid IN ({_marks(numbers)})", numbers)
            documents.delete()

    def _insert(self, documents: Sequence[SearchDocument]) -> None:
        rows = IndexedDocument.objects.bulk_create(
            IndexedDocument(
                kind=document.kind,
                object_pk=document.pk,
                tier=document.tier.value,
                version=document.version,
                sort_title=sort_title(document),
                fresh_until=document.fresh_until,
            )
            for document in documents
        )
        DocumentFacet.objects.bulk_create(
            DocumentFacet(document=row, name=name, code=code)
            for row, document in zip(rows, documents, strict=True)
            for name, codes in document.facets.items()
            for code in dict.fromkeys(codes)
        )
        self.put_text(
            [
                (row.pk, {name: index(text) for name, text in document.fields.items()})
                for row, document in zip(rows, documents, strict=True)
            ]
        )


def sort_title(document: SearchDocument) -> str:
    """The order among documents that match equally well, the same on every engine."""
    return fold(document.fields.get("title", ""))[:120]


def database_engine() -> DatabaseEngine:
    """The engine of the database that the portal runs on."""
    if connection.vendor == "postgresql":
        from search.engines.postgresql import PostgreSQLEngine  # inline: each module imports this one

        return PostgreSQLEngine()
    from search.engines.sqlite import SQLiteEngine  # inline: as above

    return SQLiteEngine()


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _moment(question: Question) -> Any:
    return connection.ops.adapt_datetimefield_value(question.now)
