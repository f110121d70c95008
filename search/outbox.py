"""How a change reaches the engines: the database's in the same transaction, an outside one after the commit."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from django.db import transaction
from django.utils import timezone

from search import breaker
from search.contract import WHAT, SearchDocument, sources
from search.engines import Changes, EngineUnavailable, Key, Rebuilt
from search.engines.database import database_engine
from search.models import IndexChange, OutboxRow
from search.outside import outside_engine
from search.spelling import counting

BATCH = 200
KEPT = datetime.timedelta(days=1)
LONGEST_WAIT = datetime.timedelta(hours=1)
LONGEST_WAIT_OF_A_PURGE = datetime.timedelta(seconds=30)
# After so many refusals (two hours) the server will not take the object as it is: people have to look.
REFUSALS_TO_QUARANTINE = 8


def changed(kind: str, pks: Sequence[str]) -> None:
    """See `search.changed`."""
    _changed(kind, pks, is_purge=False)


def purge(kind: str, pks: Sequence[str]) -> None:
    """See `search.purge`."""
    _changed(kind, pks, is_purge=True)


def drain() -> None:
    """Tells the outside engine about every change that is due. Idempotent; what fails is tried again, later each time.

    Purges go first and don't wait for the breaker.
    """
    engine = outside_engine()
    if engine is None:
        return
    now = timezone.now()
    OutboxRow.objects.filter(drained_at__lt=now - KEPT).delete()
    purges = list(OutboxRow.objects.purges().filter(due_at__lte=now)[:BATCH])
    if purges:
        _tell(purges, engine.purge, now)
    rows = list(OutboxRow.objects.due(now).filter(is_purge=False)[:BATCH])
    if rows and breaker.may_ask():
        _tell(rows, engine.write, now)


def rebuild(*, force: bool = False) -> Iterator[tuple[str, Rebuilt]]:
    """Fills every engine anew and tells how it went. Raises EngineUnavailable or SwapRefused; then the old index stays."""
    engine = database_engine()
    yield engine.name, engine.rebuild(everything())
    outside = outside_engine()
    if outside is None:
        return
    began = timezone.now()
    rebuilt = outside.rebuild(everything(), lambda: changed_since(began), force=force)
    replay_since(began)
    rows = (OutboxRow(kind=kind, object_pk=pk, last_error=why) for (kind, pk), why in rebuilt.refused.items())
    OutboxRow.objects.bulk_create(rows)
    drain()
    yield outside.name, rebuilt


def tidy() -> None:
    """Forgets old changes of the database's index: each process then reads the index once as a whole."""
    IndexChange.objects.older().delete()


def changed_since(moment: datetime.datetime) -> Iterator[Changes]:
    """The documents, as they are now, of what was told or had to be told to the outside engine since then."""
    yield from of_keys(set(OutboxRow.objects.since(moment).values_list("kind", "object_pk")))


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


def of_keys(keys: Collection[Key]) -> Iterator[Changes]:
    """The documents of these objects of any kind, in batches."""
    rest = iter(sorted(keys))
    while some := set(islice(rest, BATCH)):
        yield _documents(some)


def _changed(kind: str, pks: Sequence[str], *, is_purge: bool) -> None:
    with transaction.atomic(), counting():
        database_engine().hold((kind, pk) for pk in pks)
        for batch in batches(kind, pks):
            database_engine().write(batch)
        if outside_engine():
            OutboxRow.objects.bulk_create(OutboxRow(kind=kind, object_pk=pk, is_purge=is_purge) for pk in pks)
            transaction.on_commit(drain, robust=True)


def _documents(keys: set[Key]) -> Changes:
    changes: dict[Key, list[SearchDocument]] = {key: [] for key in sorted(keys)}
    for kind in sorted({kind for kind, _ in keys} & sources.keys()):
        for document in sources[kind].documents([pk for each, pk in changes if each == kind]):
            changes[kind, document.pk].append(replace(document, facets={**document.facets, WHAT: (kind,)}))
    return changes


def _tell(rows: Sequence[OutboxRow], write: Callable[[Changes], Mapping[Key, str]], now: datetime.datetime) -> None:
    keys = {(row.kind, row.object_pk) for row in rows}
    try:
        refused = write(_documents(keys))
    except EngineUnavailable as error:
        breaker.failed()
        _put_off(rows, dict.fromkeys(keys, str(error)), now)
        return
    breaker.succeeded()
    taken = [row for row in rows if (row.kind, row.object_pk) not in refused]
    OutboxRow.objects.filter(pk__in=[row.pk for row in taken]).update(drained_at=timezone.now(), last_error="")
    OutboxRow.objects.quarantined().of(keys - refused.keys()).delete()
    _put_off([row for row in rows if (row.kind, row.object_pk) in refused], refused, now, is_refusal=True)


def _put_off(
    rows: Sequence[OutboxRow], errors: Mapping[Key, str], now: datetime.datetime, *, is_refusal: bool = False
) -> None:
    for row in rows:
        row.attempts += 1
        row.refusals += is_refusal
        row.last_error = errors[row.kind, row.object_pk][:200]
        longest = LONGEST_WAIT_OF_A_PURGE if row.is_purge else LONGEST_WAIT
        row.due_at = now + min(longest, datetime.timedelta(seconds=2 ** min(row.attempts, 12)))
        if row.refusals >= REFUSALS_TO_QUARANTINE:
            row.quarantined_at = now
    OutboxRow.objects.bulk_update(rows, ["attempts", "refusals", "last_error", "due_at", "quarantined_at"])
