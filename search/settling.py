"""What time alone makes findable, or no longer: a consent that ends, a membership that begins."""

from __future__ import annotations

from search import outbox
from search.contract import sources
from search.models import IndexedDocument


def settle() -> None:
    """Indexes what a room would show by now and takes away what it would not. Idempotent; two SQL queries for each kind.

    Pages need no waiting for this: what a room hides is dropped when keys are read again. But words of it could still be
    offered as corrections.
    """
    for kind, source in sources.items():
        expected = set(source.all_pks())
        indexed = set(IndexedDocument.objects.filter(kind=kind).values_list("object_pk", flat=True).distinct())
        missing = {document.pk for document in source.documents(sorted(expected - indexed))}
        if missing:
            outbox.changed(kind, sorted(missing))
        if indexed - expected:
            outbox.purge(kind, sorted(indexed - expected))
