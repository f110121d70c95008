"""A doorbell for open pages: nudges, sockets, heartbeat, revocation. It carries no text.

The database is the truth. A page that is open follows topics ("thread:12"); what happened on a topic is numbered from 1
without gaps, and is read from the topic's source when somebody has to be told. A lost nudge costs at most one heartbeat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.live.topics import Audience, TopicSource


def nudge(topic: str, head: int) -> None:
    """After the caller's transaction commits, tells every open page that `topic` has reached number `head`.

    At most once: it may be lost, it is never repeated, and no failure of it reaches the caller. It carries no text.
    Raises ValueError if `topic` is not of the form "prefix:key".
    """
    from portal.live import doorbell  # inline: Django imports this package before models are loaded

    doorbell.nudge(topic, head)


def register_topic(prefix: str, source: TopicSource, audience: Audience | None = None) -> None:
    """Hands over the source of all topics that start with `prefix`: see `portal.live.topics`. Call from ready()."""
    from portal.live import topics  # inline: as above

    topics.register(prefix, source, audience)
