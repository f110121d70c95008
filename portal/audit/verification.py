"""Proof that no audit row was changed, deleted, moved or cut off."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.audit.models import FIRST_PREVIOUS, AuditHead, AuditRow
from portal.audit.sealing import seal


@dataclass(frozen=True)
class Fault:
    """The first place in a subject's chain where it no longer holds, with one sentence on what is wrong."""

    subject: str
    number: int
    what: str

    def __str__(self) -> str:
        return f"{self.subject} #{self.number}: {self.what}"


def find_faults() -> Iterator[Fault]:
    """The first fault of every broken chain. Reads all rows once, in their order; memory grows with subjects only.

    What it can't see: a whole chain removed together with its head, by someone who owns the tables. Backups do.
    """
    heads = {head.subject: head for head in AuditHead.objects.iterator()}
    rows = AuditRow.objects.order_by("subject", "number").iterator(chunk_size=2000)
    for subject, chain in itertools.groupby(rows, key=lambda row: row.subject):
        fault = _fault_in(subject, chain, heads.pop(subject, None))
        if fault:
            yield fault
    for subject, head in heads.items():
        if head.number:
            yield Fault(subject, 1, f"all {head.number} rows are missing.")


def _fault_in(subject: str, chain: Iterable[AuditRow], head: AuditHead | None) -> Fault | None:
    number, digest = 0, FIRST_PREVIOUS
    for row in chain:
        if row.number != number + 1:
            return Fault(subject, number + 1, "this row is missing.")
        if row.previous != digest:
            return Fault(subject, row.number, "it doesn't follow from the row before it.")
        if row.digest != _seal_of(row):
            return Fault(subject, row.number, "its content was changed after it was written.")
        number, digest = row.number, row.digest
    if head is None:
        return Fault(subject, number, "the head of this chain is missing.")
    if head.number > number:
        return Fault(subject, number + 1, f"the end was cut off: the chain had {head.number} rows.")
    if (head.number, head.digest) != (number, digest):
        return Fault(subject, number, "the last row isn't the one that the head of the chain knows.")
    return None


def _seal_of(row: AuditRow) -> str:
    return seal(
        subject=row.subject,
        number=row.number,
        act=row.act,
        actor_id=row.actor_id,
        actor_label=row.actor_label,
        facts=row.facts,
        at=row.at,
        previous=row.previous,
    )
