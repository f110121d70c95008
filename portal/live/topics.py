"""What can be followed: topics, and the sources that the floors above register for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from portal.accounts.models import User

# Prefixes of one letter are the room's own: "u:" and "s:" name the open pages of a person and of a session.
PREFIX = re.compile(r"[a-z_]{3,30}")
TOPIC = re.compile(r"([a-z_]{1,30}):([A-Za-z0-9-]{1,64})")


class TopicSource(Protocol):
    """Where the events of a topic come from. Every method is synchronous and reads the database."""

    def may_follow(self, user: User, key: str) -> bool:
        """True if the person may read the topic now. Asked when following starts and again every 25 seconds."""

    def head(self, key: str) -> int:
        """The number of the newest event; 0 before the first."""

    def render(self, user: User, key: str, after: int) -> list[dict[str, Any]]:
        """Every event after that number in order, as plain JSON with a "seq"; none is left out, a removed one says so.

        Raises Http404 for a person who may not read the topic any more.
        """


# People for whom the function gives the same text see the same events, so that these are rendered once for all of them.
Audience = Callable[["User", str], str]


@dataclass(frozen=True)
class Topic:
    """A topic with its source: what to ask, and under which key."""

    name: str
    key: str
    source: TopicSource
    audience: Audience


class UnknownTopic(LookupError):
    """No source is registered for the topic, or it is not written as "prefix:key"."""


_sources: dict[str, tuple[TopicSource, Audience]] = {}


def _each_alone(user: User, key: str) -> str:
    return f"person {user.pk}"


def register(prefix: str, source: TopicSource, audience: Audience | None = None) -> None:
    """Registers a source. Without `audience` each person's events are rendered for that person alone.

    Raises ValueError if the prefix is not 3 to 30 small letters or underscores.
    """
    if not PREFIX.fullmatch(prefix):
        raise ValueError(f"A topic's prefix has 3 to 30 small letters or underscores, not {prefix!r}.")
    _sources[prefix] = (source, audience or _each_alone)


def forget(prefix: str) -> None:
    """Takes a source back; its topics may then be followed by nobody."""
    _sources.pop(prefix, None)


def find(name: str) -> Topic:
    """The topic of that name. Raises UnknownTopic."""
    matched = TOPIC.fullmatch(name)
    if not matched or matched[1] not in _sources:
        raise UnknownTopic(name)
    source, audience = _sources[matched[1]]
    return Topic(name, matched[2], source, audience)


def group_of(name: str) -> str:
    """The channel layer's group for a topic; the layer allows no colon. Raises ValueError for what is no topic."""
    if not TOPIC.fullmatch(name):
        raise ValueError(f"A topic is written as prefix:key, not {name!r}.")
    return name.replace(":", ".")
