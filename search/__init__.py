"""One search service: a language, three engines, an outbox. It knows no feature; rooms register what can be found."""

from __future__ import annotations

from search.contract import (
    FIELD_WEIGHTS,
    UNSTATED,
    Code,
    Hit,
    Near,
    SearchDocument,
    Source,
    Tier,
    TimedCode,
    sources,
)

__all__ = [
    "FIELD_WEIGHTS",
    "UNSTATED",
    "Code",
    "Hit",
    "Near",
    "SearchDocument",
    "Source",
    "Tier",
    "TimedCode",
    "changed",
    "register",
]


def register(kind: str, source: Source) -> None:
    """Makes a kind of thing findable. Call from AppConfig.ready; `kind` is a lower-case word and permanent."""
    sources[kind] = source


def changed(kind: str, *pks: object) -> None:
    """Call it in the transaction of a change, after its last write: what the database engine finds changes with it.

    An outside engine gets an outbox row in the same transaction, and follows after the commit.
    """
    from search import outbox  # inline: Django imports this package before models are loaded

    outbox.changed(kind, [str(pk) for pk in pks])
