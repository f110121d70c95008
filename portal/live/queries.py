"""What sockets and polling read. Everything comes from the database; a nudge is never believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.live import access, topics

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User


@dataclass(frozen=True)
class Admission:
    """A person may follow a topic: how far it has come, and with whom its events can be rendered together."""

    head: int
    audience: str


@dataclass(frozen=True)
class Standing:
    """What an open page may go on with: the person (None: sign in again), and each topic (None: no longer)."""

    person: User | None
    admissions: dict[str, Admission | None]


def admission(user: User | AnonymousUser, topic: str) -> Admission | None:
    """How the person may follow the topic, or None for who may not."""
    if not user.is_authenticated or not access.may_follow(user, topic):
        return None
    found = topics.find(topic)
    return Admission(found.source.head(found.key), found.audience(user, found.key))


def standing(session_key: str, followed: Iterable[str]) -> Standing:
    """Asks everything again: the session, then every topic."""
    person = access.person_of(session_key)
    if person is None:
        return Standing(None, {})
    return Standing(person, {topic: admission(person, topic) for topic in followed})


def events_after(user: User, topic: str, after: int) -> list[dict[str, Any]]:
    """The rendered events of a topic, for a person who has been admitted to it."""
    found = topics.find(topic)
    return found.source.render(user, found.key, after)


def polled(user: User | AnonymousUser, topic: str, after: int) -> dict[str, Any] | None:
    """The same as a socket would bring, for pages that can't have one; None for who may not follow the topic."""
    admitted = admission(user, topic)
    if admitted is None or not user.is_authenticated:
        return None
    events = events_after(user, topic, after) if admitted.head > after else []
    return {"topic": topic, "head": admitted.head, "events": events}
