"""tsvector and tsquery, built from our tokens by hand: no text search configuration of the server has a say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import connection

from search.contract import FIELD_WEIGHTS
from search.engines.database import DatabaseEngine, Match
from search.language import MAX_FIELD_WORDS, AllOf, AnyOf, Node, Not, Phrase, Prefix, Tokens, Word

# Words of field n stand at n * 4000 + 1 .. + 3000, its other forms all at + 3500: a phrase never spans two of them,
# and the last position stays under tsvector's limit of 16,383.
_FIELD_SPAN = 4_000
_FORMS_AT = MAX_FIELD_WORDS + 500
_LABELS = dict(zip(FIELD_WEIGHTS, "ABCD", strict=True))
_HIGHEST = max(FIELD_WEIGHTS.values())
_WEIGHTS = "{" + ", ".join(str(weight / _HIGHEST) for weight in reversed(FIELD_WEIGHTS.values())) + "}"


class PostgreSQLEngine(DatabaseEngine):
    def match(self, tree: AllOf) -> Match:
        match = Match(join="JOIN search_text ON search_text.rowid = d.id")
        if tree.wanted().nodes:
            wanted = expression(tree.wanted())
            match.conditions.append("search_text.vector @@ %s::tsquery")
            match.params.append(wanted)
            match.score = f"ts_rank('{_WEIGHTS}', search_text.vector, %s::tsquery)"
            match.score_params.append(wanted)
        if tree.excluded().nodes:
            match.conditions.append("NOT search_text.vector @@ %s::tsquery")
            match.params.append(expression(tree.excluded()))
        return match

    def put_text(self, texts: Sequence[tuple[int, dict[str, Tokens]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_text (rowid, vector) VALUES (%s, %s::tsvector)",
                [(number, vector(fields)) for number, fields in texts],
            )


def vector(fields: dict[str, Tokens]) -> str:
    """The fields as a tsvector literal. Tokens need no escaping: they are letters and digits."""
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
            return "(" + " | ".join(expression(each) for each in nodes) + ")"
        case AllOf(nodes):
            return "(" + " & ".join(expression(each) for each in nodes) + ")"
        case Not():
            raise ValueError("An exclusion stands only in the outermost AllOf.")
