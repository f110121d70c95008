"""Who did what to what, and when: an INSERT-only, hash-chained record in the transaction of the act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Model

    from portal.audit.models import AuditRow


def record(act: str, subject: Model | str, actor: Any, facts: Mapping[str, Any] | None = None) -> AuditRow:
    """Writes one row in the caller's transaction, or raises: see `portal.audit.actions.record`."""
    from portal.audit import actions  # inline: Django imports this package before models are loaded

    return actions.record(act, subject, actor, facts)


def record_read(subject: Model | str, actor: Any) -> None:
    """Writes that a person read a subject, once per person, subject and hour: see `portal.audit.actions`."""
    from portal.audit import actions  # inline: as above

    actions.record_read(subject, actor)
