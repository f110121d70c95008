"""Adding rows to the audit. Nothing changes or removes one: the database itself refuses (migration 0002)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from portal.audit.models import AuditHead, AuditRow
from portal.audit.sealing import act_name, plain_facts, seal, subject_key

READ = "read"


def record(act: str, subject: Model | str, actor: Any, facts: Mapping[str, Any] | None = None) -> AuditRow:
    """Writes that `actor` did `act` to `subject`, sealed to the row before it, and returns the row.

    `actor` is a person, or None when the portal itself acted. `facts` hold ids, codes, counts, days and booleans.
    Raises RuntimeError outside a transaction (an act and its row are kept or lost together) and ValueError for a fact
    that looks like free text. Acts on one subject wait for each other here until the transaction ends.
    """
    _check_in_transaction()
    key, act, plain = subject_key(subject), act_name(act), plain_facts(facts)
    return _append(_locked_head(key), act, actor, plain)


def record_read(subject: Model | str, actor: Any) -> None:
    """Writes that a person read a subject, once per person, subject and hour (UTC). Opens its own transaction.

    Raises ValueError when nobody is named: only people read.
    """
    if actor is None or actor.pk is None:
        raise ValueError("Only a signed-in person's reading is recorded.")
    key = subject_key(subject)
    if _has_read(key, actor.pk):
        return
    with transaction.atomic():
        head = _locked_head(key)
        if not _has_read(key, actor.pk):  # two windows of one person may arrive together
            _append(head, READ, actor, {})


def _check_in_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit row is written in the transaction of its act: open transaction.atomic() first.")


def _has_read(key: str, actor_id: int) -> bool:
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    return AuditRow.objects.filter(subject=key, act=READ, actor_id=actor_id, at__gte=hour).exists()


def _locked_head(key: str) -> AuditHead:
    """The head of the subject's chain, locked: by row on PostgreSQL, by the one writer's transaction on SQLite."""
    locked = AuditHead.objects.select_for_update().filter(subject=key)
    head = locked.first()
    if head is None:
        AuditHead.objects.bulk_create([AuditHead(subject=key)], ignore_conflicts=True)
        head = locked.get()
    return head


def _append(head: AuditHead, act: str, actor: Any, facts: dict[str, Any]) -> AuditRow:
    content: dict[str, Any] = {
        "subject": head.subject,
        "number": head.number + 1,
        "act": act,
        "actor_id": actor.pk if actor is not None else None,
        "actor_label": _label(actor),
        "facts": facts,
        "at": timezone.now(),
        "previous": head.digest,
    }
    row = AuditRow.objects.create(**content, digest=seal(**content))
    AuditHead.objects.filter(subject=head.subject).update(number=row.number, digest=row.digest)
    return row


def _label(actor: Any) -> str:
    if actor is None:
        return "system"
    return str(actor)[:200] if actor.pk is not None else "not signed in"
