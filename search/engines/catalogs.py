"""The catalogs that this process holds, and how one is brought up to the index that a transaction sees.

A catalog is named by the changes that it knows. A question reads, in the same statement as its matches, how many
changes there are and the sum of their tokens; a catalog answers only for exactly that. So a change that isn't committed
is seen by its own transaction alone, a rollback leads back to the catalog before, and several processes need no word
between them. At most three catalogs of each tier are held: they share nearly all of their memory.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Sequence

from django.db import connection

from search.contract import Tier
from search.engines.catalog import Catalog, Record
from search.engines.codes import Span

HELD = 3
# More changed documents than this are not worth following one by one; nor is a catalog with as much waste.
MOST_FOLLOWED = 1_000
_FIELDS = "id, kind, object_pk, sort_title, codes, spans, latitude, longitude"

_held: dict[Tier, list[Catalog]] = {}
_loading = threading.RLock()


Fingerprint = tuple[int, int]  # how many changes a statement sees, and the sum of their tokens
# To stand in the SELECT of a statement that asks the index.
FINGERPRINT_SQL = "(SELECT COUNT(*) FROM search_indexchange), (SELECT SUM(token) FROM search_indexchange)"


def catalog_for(tier: Tier, wanted: Fingerprint) -> Catalog:
    """The catalog of the index with this fingerprint, or of a later one where it has moved on. Two SQL queries, or none.

    Where it has moved on, ask the index again.
    """
    catalog = _known(tier, wanted)
    if catalog is None:
        with _loading:  # one thread makes it, others wait for it
            catalog = _known(tier, wanted) or _hold(tier, _made(tier))
    return catalog


def forget() -> None:
    """Forgets every catalog; the next question makes its own."""
    _held.clear()


def _known(tier: Tier, wanted: Fingerprint) -> Catalog | None:
    return next((catalog for catalog in _held.get(tier, ()) if catalog.fingerprint == wanted), None)


def _hold(tier: Tier, catalog: Catalog) -> Catalog:
    others = [each for each in _held.get(tier, ()) if each.changes != catalog.changes]
    if catalog.changes:  # an index that never changed has no name of its own
        _held[tier] = [catalog, *others][:HELD]
    return catalog


def _made(tier: Tier) -> Catalog:
    """From the nearest catalog before, or from nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT token, touched FROM search_indexchange")
        touched = dict(cursor.fetchall())
    seen = frozenset(touched)
    before = max(
        (each for each in _held.get(tier, ()) if each.changes <= seen), key=lambda each: len(each.changes), default=None
    )
    if before and before.waste <= MOST_FOLLOWED:
        news = [json.loads(touched[token]) for token in seen - before.changes]
        numbers = [number for each in news for number in each or ()]
        if None not in news and len(numbers) <= MOST_FOLLOWED:
            return before.with_changes(seen, numbers, _records(tier, numbers))
    return Catalog().with_changes(seen, (), _records(tier))


def _records(tier: Tier, numbers: Sequence[int] | None = None) -> list[Record]:
    """The documents of a tier: these, or all."""
    chosen = "" if numbers is None else f" AND id IN ({', '.join(['%s'] * len(numbers)) or 'NULL'})"
    documents = f"SELECT {_FIELDS} FROM search_indexeddocument WHERE tier = %s{chosen}"  # noqa: S608 (names and marks)
    with connection.cursor() as cursor:
        cursor.execute(documents, [tier.value, *(numbers or ())])
        return [_record(*row) for row in cursor.fetchall()]


def _record(
    number: int, kind: str, pk: str, title: str, codes: str, spans: str, latitude: float | None, longitude: float | None
) -> Record:
    return Record(
        number,
        (title, kind, pk),
        json.loads(codes),
        _spans(json.loads(spans)),
        None if latitude is None or longitude is None else (latitude, longitude),
    )


def _spans(rows: Iterable[list]) -> list[Span]:
    return [Span(*row) for row in rows]
