"""FTS5. Tokens are ASCII letters and digits, so its `ascii` tokenizer takes them apart exactly where we put blanks."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from search.contract import FIELD_WEIGHTS
from search.engines.database import DatabaseEngine, Match
from search.engines.text import as_text
from search.language import AllOf, AnyOf, Node, Not, Phrase, Prefix, Tokens, Word

_BM25 = f"-bm25(search_text, {', '.join(str(weight) for weight in FIELD_WEIGHTS.values())})"


class SQLiteEngine(DatabaseEngine):
    def match(self, tree: AllOf) -> Match:
        match = Match()
        if tree.wanted().nodes:
            match.join = "JOIN search_text ON search_text.rowid = d.id"
            match.conditions.append("search_text MATCH %s")
            match.params.append(expression(tree.wanted()))
            match.score = _BM25
        if tree.excluded().nodes:
            match.conditions.append("d.id NOT IN (SELECT rowid FROM search_text WHERE search_text MATCH %s)")
            match.params.append(expression(tree.excluded()))
        return match

    def put_text(self, texts: Sequence[tuple[int, dict[str, Tokens]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_text (rowid, title, alias, terms, body) VALUES (%s, %s, %s, %s, %s)",
                [(number, *(as_text(fields.get(name)) for name in FIELD_WEIGHTS)) for number, fields in texts],
            )


def expression(node: Node) -> str:
    """The node in FTS5's query language. Tokens need no escaping: they are letters and digits."""
    match node:
        case Word(forms):
            return "(" + " OR ".join(f'"{form}"' for form in forms) + ")"
        case Phrase(tokens):
            return '"' + " ".join(tokens) + '"'
        case Prefix(start):
            return f'"{start}"*'
        case AnyOf(nodes):
            return "(" + " OR ".join(expression(each) for each in nodes) + ")"
        case AllOf(nodes):
            return "(" + " AND ".join(expression(each) for each in nodes) + ")"
        case Not():
            raise ValueError("An exclusion stands only in the outermost AllOf.")
