"""Whether an engine holds exactly what the rooms would make now; and how to mend it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import DatabaseError

from search.engines import Engine, Key, Stand
from search.engines.database import database_engine
from search.engines.stored import stored
from search.models import OutboxRow
from search.outbox import everything, of_keys
from search.outside import outside_engine

SAMPLED = 300  # objects whose stored documents are compared word by word


@dataclass(frozen=True)
class Finding:
    """How an engine differs from the truth.

    `missing` and `left_over` count documents, a wrong version as both; `differing` those of a sample that hold something
    else than they should. `damage` says what is broken altogether. `quarantined`: what it refused again and again.
    """

    engine: str
    expected: int
    missing: int = 0
    left_over: int = 0
    differing: int = 0
    damage: str = ""
    quarantined: tuple[str, ...] = ()
    wrong: frozenset[Key] = field(default=frozenset(), repr=False)

    @property
    def is_healthy(self) -> bool:
        return not (self.wrong or self.damage or self.quarantined)


@dataclass(frozen=True)
class Truth:
    """The documents that the rooms would make now, and digests of a sample of objects."""

    documents: frozenset[Stand]
    sample: frozenset[Key]
    digests: dict[tuple[str, str, str], str]


def examine() -> Iterator[Finding]:
    """One finding for each engine in use. Raises EngineUnavailable where an outside one can't be asked."""
    truth = _truth()
    for engine in _engines():
        yield _finding(engine, truth)


def repair() -> None:
    """Writes anew every object that an engine has wrong; an engine that is broken altogether is rebuilt.

    Raises EngineUnavailable where an outside one can't be asked.
    """
    truth = _truth()
    for engine in _engines():
        finding = _finding(engine, truth)
        if finding.damage:
            engine.rebuild(everything())
            continue
        for batch in of_keys(finding.wrong):
            engine.write(batch)


def _engines() -> list[Engine]:
    outside = outside_engine()
    return [database_engine(), outside] if outside else [database_engine()]


def _truth() -> Truth:
    documents: set[Stand] = set()
    keys: set[Key] = set()
    for batch in everything():
        keys.update(batch)
        documents.update(
            (each.kind, each.pk, each.tier.value, each.version) for some in batch.values() for each in some
        )
    sample = frozenset(random.sample(sorted(keys), min(SAMPLED, len(keys))))
    digests = {
        (each.kind, each.pk, each.tier.value): stored(each).digest
        for batch in of_keys(sample)
        for some in batch.values()
        for each in some
    }
    return Truth(frozenset(documents), sample, digests)


def _finding(engine: Engine, truth: Truth) -> Finding:
    expected = len(truth.documents)
    try:
        damage = engine.damage()
        if damage:
            return Finding(engine.name, expected, expected, damage=damage)
        stand = frozenset(engine.stand())
        has = engine.digests(truth.sample)
    except DatabaseError as error:
        return Finding(engine.name, expected, expected, damage=str(error))
    missing, left_over = truth.documents - stand, stand - truth.documents
    differing = {name for name, digest in truth.digests.items() if name in has and has[name] != digest}
    differing -= {name[:3] for name in missing}
    return Finding(
        engine.name,
        expected,
        len(missing),
        len(left_over),
        len(differing),
        quarantined=_quarantined(engine),
        wrong=frozenset((name[0], name[1]) for some in (missing, left_over, differing) for name in some),
    )


def _quarantined(engine: Engine) -> tuple[str, ...]:
    if engine.name == database_engine().name:
        return ()
    rows = OutboxRow.objects.quarantined()
    return tuple(f"{row.kind} {row.object_pk}: {row.last_error}" for row in rows)
