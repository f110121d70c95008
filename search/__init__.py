"""One search service: a language, three engines, an outbox. It knows no feature; rooms register what can be found."""

from __future__ import annotations

from search import rooms
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
from search.reading import register_lexicon
from search.rooms import ReadingLinks, Suggester, Suggestion

__all__ = [
    "FIELD_WEIGHTS",
    "UNSTATED",
    "Code",
    "Hit",
    "Near",
    "ReadingLinks",
    "SearchDocument",
    "Source",
    "Suggester",
    "Suggestion",
    "Tier",
    "TimedCode",
    "changed",
    "purge",
    "register",
    "register_lexicon",
    "register_reading_links",
    "register_suggestions",
]


def register(kind: str, source: Source, label: str = "") -> None:
    """Makes a kind of thing findable. Call from AppConfig.ready; `kind` is a lower-case word and permanent.

    `label` is what readers call it, in the plural.
    """
    sources[kind] = source
    if label:
        rooms.kind_labels[kind] = label


def register_suggestions(group: str, suggest: Suggester) -> None:
    """Adds a group of lines to what is offered while somebody types. Call from AppConfig.ready; groups keep this order."""
    rooms.suggesters[group] = suggest


def register_reading_links(links: ReadingLinks) -> None:
    """Tells where readings of a search are filters. Call from AppConfig.ready."""
    if links not in rooms.reading_links:
        rooms.reading_links.append(links)


def changed(kind: str, *pks: object) -> None:
    """Call it in the transaction of a change, after its last write: what the database engine finds changes with it.

    An outside engine gets an outbox row in the same transaction, and follows after the commit.
    """
    from search import outbox  # inline: Django imports this package before models are loaded

    outbox.changed(kind, [str(pk) for pk in pks])


def purge(kind: str, *pks: object) -> None:
    """Call it in place of `changed` when something becomes less visible: confidential, suspended, hidden.

    As `changed`; and as soon as the transaction is committed, not by a worker, every index of an outside engine forgets
    what lower tiers may not find any more: the one that answers, the one before it, one that is being rebuilt. Until the
    engine has confirmed that, it is asked nothing at all, and the database engine answers every search.
    """
    from search import outbox  # inline: as above

    outbox.purge(kind, [str(pk) for pk in pks])
