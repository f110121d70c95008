"""FTS5. Tokens are ASCII letters, digits and `_`, so its `ascii` tokenizer takes them apart exactly where we put blanks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from django.db import DatabaseError, connection, transaction

from search.contract import FIELD_WEIGHTS, Tier
from search.engines import Key
from search.engines.database import DatabaseEngine
from search.engines.stored import as_text
from search.engines.tables import table
from search.language import AllOf, AnyOf, AtLeast, Node, Not, Phrase, Prefix, Tokens, Word

_WEIGHTS = ", ".join(str(weight) for weight in FIELD_WEIGHTS.values())
_NOWHERE = '"__"'  # a token that is in no document


class SQLiteEngine(DatabaseEngine):
    def expression(self, node: Node) -> str:
        return expression(node)

    def numbers_sql(self, tier: Tier, mark: str) -> str:
        # One list is read in half of the time that its rows take.
        return f"(SELECT json_group_array(rowid) FROM {table(tier)} WHERE {table(tier)} MATCH {mark})"  # noqa: S608

    def numbers(self, value: str) -> list[int]:
        return json.loads(value)

    def scores_sql(self, tier: Tier) -> str:
        # The plus keeps SQLite from asking the index once for each number: bm25 is made only for the rows that are left.
        return (
            f"SELECT rowid, -bm25({table(tier)}, {_WEIGHTS}) AS score FROM {table(tier)}"  # noqa: S608
            f" WHERE {table(tier)} MATCH %(wanted)s"
            " AND (%(numbers)s IS NULL OR +rowid IN (SELECT value FROM json_each(%(numbers)s)))"
            " ORDER BY score DESC LIMIT %(most)s"
        )

    def hold(self, keys: Iterable[Key]) -> None:
        """SQLite has one writer at a time."""

    def hold_all(self) -> None:
        """As above."""

    def damage(self) -> str:
        """FTS5 compares its index with the texts that it holds."""
        return "; ".join(filter(None, map(_damage, Tier)))

    def put_text(self, tier: Tier, texts: Sequence[tuple[int, Mapping[str, Tokens]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table(tier)} (rowid, title, alias, terms, body) VALUES (%s, %s, %s, %s, %s)",  # noqa: S608
                [(number, *(as_text(fields[name]) for name in FIELD_WEIGHTS)) for number, fields in texts],
            )


def expression(node: Node) -> str:
    """The node in FTS5's query language. Tokens need no escaping: they are letters, digits and `_`."""
    match node:
        case Word(forms):
            return "(" + " OR ".join(f'"{form}"' for form in forms) + ")"
        case Phrase(tokens):
            return '"' + " ".join(tokens) + '"'
        case Prefix(start):
            return f'"{start}"*'
        case AnyOf(nodes):
            return "(" + " OR ".join(expression(each) for each in nodes) + ")" if nodes else _NOWHERE
        case AllOf(nodes):
            return "(" + " AND ".join(expression(each) for each in nodes) + ")"
        case AtLeast() | Not():
            raise ValueError("A threshold or an exclusion stands only in the outermost AllOf.")


def _damage(tier: Tier) -> str:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table(tier)} ({table(tier)}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except DatabaseError as error:
        return f"{table(tier)}: {error}"
    return ""
