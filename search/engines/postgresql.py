"""tsvector and tsquery, built from our tokens by hand: no text search configuration of the server has a say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from zlib import crc32

from django.db import connection

from search.contract import FIELD_WEIGHTS, Tier
from search.engines import Key
from search.engines.database import DatabaseEngine
from search.engines.stored import as_text
from search.engines.tables import table
from search.language import MAX_FIELD_WORDS, AllOf, AnyOf, AtLeast, Node, Not, Phrase, Prefix, Tokens, Word

# Words of field n stand at n * 4000 + 1 .. + 3000, its other forms all at + 3500: a phrase never spans two of them,
# and the last position stays under tsvector's limit of 16,383.
_FIELD_SPAN = 4_000
_FORMS_AT = MAX_FIELD_WORDS + 500
_LABELS = dict(zip(FIELD_WEIGHTS, "ABCD", strict=True))
_NOWHERE = "'__'"  # a token that is in no document
_ALL, _ONE = 0x5EA2C4, 0x5EA2C5  # the classes of search's advisory locks: on the whole index, on one object
MOST_HELD = 500  # objects whose locks one call takes: a server has room for some 6,000 in all
_HIGHEST = max(FIELD_WEIGHTS.values())
_WEIGHTS = "{" + ", ".join(str(weight / _HIGHEST) for weight in reversed(FIELD_WEIGHTS.values())) + "}"


class PostgreSQLEngine(DatabaseEngine):
    def expression(self, node: Node) -> str:
        return expression(node)

    def numbers_sql(self, tier: Tier, mark: str) -> str:
        return f"(SELECT array_agg(rowid) FROM {table(tier)} WHERE vector @@ {mark}::tsquery)"  # noqa: S608

    def numbers(self, value: list[int] | None) -> list[int]:
        return value or []

    def scores_sql(self, tier: Tier) -> str:
        return (
            f"SELECT rowid, ts_rank('{_WEIGHTS}', vector, %(wanted)s::tsquery) AS score FROM {table(tier)}"  # noqa: S608
            " WHERE vector @@ %(wanted)s::tsquery AND (%(numbers)s::text IS NULL"
            " OR rowid IN (SELECT value::bigint FROM json_array_elements_text(%(numbers)s::json)))"
            " ORDER BY score DESC LIMIT %(most)s"
        )

    def put_text(self, tier: Tier, texts: Sequence[tuple[int, Mapping[str, Tokens]]]) -> None:
        columns = ", ".join(FIELD_WEIGHTS)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table(tier)} (rowid, vector, {columns}) VALUES (%s, %s::tsvector, %s, %s, %s, %s)",  # noqa: S608
                [
                    (number, vector(fields), *(as_text(fields[name]) for name in FIELD_WEIGHTS))
                    for number, fields in texts
                ],
            )

    def hold(self, keys: Iterable[Key]) -> None:
        """Two transactions that both replace an object would meet at its unique key; SQLite has one writer anyway."""
        numbers = sorted({crc32(f"{kind}:{pk}".encode()) - 2**31 for kind, pk in keys})
        if len(numbers) > MOST_HELD:
            self.hold_all()
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, 0)", [_ALL])
            cursor.execute("SELECT pg_advisory_xact_lock(%s, n) FROM unnest(%s::int[]) AS n", [_ONE, numbers])

    def hold_all(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [_ALL])

    def damage(self) -> str:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT n FROM unnest(%s::text[]) AS n LEFT JOIN pg_index i ON i.indexrelid = to_regclass(n || '_vector')"
                " WHERE to_regclass(n) IS NULL OR i.indisvalid IS NOT TRUE",
                [[table(tier) for tier in Tier]],
            )
            return "; ".join(f"{name}: the table or its index is missing" for (name,) in cursor.fetchall())


def vector(fields: Mapping[str, Tokens]) -> str:
    """The fields as a tsvector literal. Tokens need no escaping: they are letters, digits and `_`."""
    return " ".join(lexeme for name, tokens in fields.items() for lexeme in _lexemes(name, tokens))


def _lexemes(name: str, tokens: Tokens) -> Iterator[str]:
    start, label = list(FIELD_WEIGHTS).index(name) * _FIELD_SPAN, _LABELS[name]
    for position, word in enumerate(tokens.words, start=1):
        yield f"'{word}':{start + position}{label}"
    for form in tokens.extra:
        yield f"'{form}':{start + _FORMS_AT}{label}"


def expression(node: Node) -> str:
    """The node as a tsquery literal."""
    match node:
        case Word(forms):
            return "(" + " | ".join(f"'{form}'" for form in forms) + ")"
        case Phrase(tokens):
            return "(" + " <-> ".join(f"'{token}'" for token in tokens) + ")"
        case Prefix(start):
            return f"'{start}':*"
        case AnyOf(nodes):
            return "(" + " | ".join(expression(each) for each in nodes) + ")" if nodes else _NOWHERE
        case AllOf(nodes):
            return "(" + " & ".join(expression(each) for each in nodes) + ")"
        case AtLeast() | Not():
            raise ValueError("A threshold or an exclusion stands only in the outermost AllOf.")
