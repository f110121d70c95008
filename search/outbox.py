"""How a change reaches the engines: the database's in the same transaction, an outside one after the commit."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from django.db import transaction
from django.utils import timezone

from search import breaker
from search.contract import WHAT, sources
from search.engines import Changes, EngineUnavailable, Key
from search.engines.database import database_engine
from search.models import OutboxRow
from search.outside import outside_engine
from search.spelling import counting

BATCH = 200
KEPT = datetime.timedelta(days=1)
LONGEST_WAIT = datetime.timedelta(hours=1)


def changed(kind: str, pks: Sequence[str]) -> None:
    """See `search.changed`."""
    with transaction.atomic(), counting():
        database_engine().hold((kind, pk) for pk in pks)
        for batch in batches(kind, pks):
            database_engine().write(batch)
        if outside_engine():
            OutboxRow.objects.bulk_create(OutboxRow(kind=kind, object_pk=pk) for pk in pks)
            transaction.on_commit(drain, robust=True)


def drain() -> None:
    """Tells the outside engine about every change that is due. Idempotent; what fails is tried again, later each time."""
    engine = outside_engine()
    if engine is None or breaker.is_open():
        return
    now = timezone.now()
    OutboxRow.objects.filter(drained_at__lt=now - KEPT).delete()
    rows = list(OutboxRow.objects.due(now)[:BATCH])
    if not rows:
        return
    try:
        refused = engine.write(_documents({(row.kind, row.object_pk) for row in rows}))
    except EngineUnavailable as error:
        breaker.failed()
        _put_off(rows, dict.fromkeys(((row.kind, row.object_pk) for row in rows), str(error)), now)
        return
    breaker.succeeded()
    taken = [row.pk for row in rows if (row.kind, row.object_pk) not in refused]
    OutboxRow.objects.filter(pk__in=taken).update(drained_at=timezone.now(), last_error="")
    _put_off([row for row in rows if row.pk not in taken], refused, now)


def replay_since(moment: datetime.datetime) -> None:
    """What was told to the index before a swap is told to the one after it, too."""
    OutboxRow.objects.filter(drained_at__gte=moment).update(drained_at=None, due_at=moment)


def everything() -> Iterator[Changes]:
    """All documents of all sources, in batches."""
    for kind, source in sources.items():
        yield from batches(kind, source.all_pks())


def batches(kind: str, pks: Iterable[str]) -> Iterator[Changes]:
    """The documents of these objects of one kind, in batches; an object without a document comes with none."""
    rest = iter(pks)
    while some := list(islice(rest, BATCH)):
        yield _documents({(kind, pk) for pk in some})


def _documents(keys: set[Key]) -> Changes:
    changes: dict[Key, list] = {key: [] for key in sorted(keys)}
    for kind in sorted({kind for kind, _ in keys} & sources.keys()):
        for document in sources[kind].documents([pk for each, pk in changes if each == kind]):
            changes[kind, document.pk].append(replace(document, facets={**document.facets, WHAT: (kind,)}))
    return changes


def _put_off(rows: Sequence[OutboxRow], errors: dict[Key, str], now: datetime.datetime) -> None:
    for row in rows:
        row.attempts += 1
        row.last_error = errors[row.kind, row.object_pk][:200]
        row.due_at = now + min(LONGEST_WAIT, datetime.timedelta(seconds=2 ** min(row.attempts, 12)))
    OutboxRow.objects.bulk_update(rows, ["attempts", "last_error", "due_at"])
