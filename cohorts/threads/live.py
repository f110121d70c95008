"""Threads as a live topic: each event as the same fragment that the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from cohorts.threads import access, queries

if TYPE_CHECKING:
    from portal.accounts.models import User


class ThreadSource:
    """The topics "thread:<id>"."""

    def may_follow(self, user: User, key: str) -> bool:
        return key.isdigit() and access.may_read(user, int(key))

    def head(self, key: str) -> int:
        return queries.head_of(int(key))

    def render(self, user: User, key: str, after: int) -> list[dict[str, Any]]:
        return [
            {"seq": entry.seq, "kind": entry.kind, "html": render_to_string("threads/_entry.html", {"entry": entry})}
            for entry in queries.events_after(user, int(key), after)
        ]


def audience(user: User, key: str) -> str:
    """With whom the person's events are rendered together: the kind of thread knows."""
    return queries.audience_of(user, int(key))
