"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from portal.accounts.signals import access_changed
from portal.audit.models import AuditRow


@pytest.fixture
def heard() -> Iterator[list[tuple[int, str | None]]]:
    """Who is told to ask again whether they may stay: (person, session key or None for all of theirs)."""
    calls: list[tuple[int, str | None]] = []

    def hear(user_id: int, session_key: str | None, **_: object) -> None:
        calls.append((user_id, session_key))

    access_changed.connect(hear)
    yield calls
    access_changed.disconnect(hear)


@pytest.fixture
def commits_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for a commit runs within the request, as it does outside a test's own transaction."""
    monkeypatch.setattr(transaction, "on_commit", lambda run, **_: run())


@pytest.fixture
def acts(db: None):
    """The audit rows of an act: (subject, actor's id, facts), the oldest first."""

    def read(act: str) -> list[tuple[str, int | None, dict]]:
        rows = AuditRow.objects.filter(act=act).order_by("at", "number")
        return [(row.subject, row.actor_id, row.facts) for row in rows]

    return read
