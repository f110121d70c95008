"""Whether an engine holds exactly the documents that the rooms would make now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.engines import Engine
from search.engines.database import database_engine
from search.outbox import everything
from search.outside import outside_engine


@dataclass(frozen=True)
class Finding:
    """How an engine differs from the truth; `missing` and `left_over` count documents, a wrong version as both."""

    engine: str
    expected: int
    missing: int
    left_over: int

    @property
    def is_healthy(self) -> bool:
        return not self.missing and not self.left_over


def examine() -> Iterator[Finding]:
    """One finding for each engine in use. Raises EngineUnavailable where an outside one can't be asked."""
    truth = {
        (document.kind, document.pk, document.tier.value, document.version)
        for batch in everything()
        for documents in batch.values()
        for document in documents
    }
    engines: list[Engine] = [database_engine()]
    outside = outside_engine()
    if outside:
        engines.append(outside)
    for engine in engines:
        stand = set(engine.stand())
        yield Finding(engine.name, len(truth), len(truth - stand), len(stand - truth))
