"""Who in this process follows what, and handing out what happened: read once, rendered once for each audience."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.http import Http404

from portal.live import doorbell, queries
from portal.live.ear import Ear
from portal.live.topics import group_of

if TYPE_CHECKING:
    from portal.accounts.models import User

logger = logging.getLogger(__name__)

# How database work is called: `portal.live.database.in_database` in a process, the test's own thread in a test.
InDatabase = Callable[..., Awaitable[Any]]


class Follower(Protocol):
    """What the hub knows of a socket."""

    user: User
    session_topic: str

    def offer(self, frame: str) -> None:
        """Queues a frame; never waits."""

    def ask_again(self) -> None:
        """Has the socket check at once whether it may stay open."""


@dataclass
class Place:
    """How far a follower has been told, and with whom it is told."""

    audience: str
    last: int


class Feed:
    """One topic in this process."""

    def __init__(self, topic: str, in_database: InDatabase) -> None:
        self.topic = topic
        self.places: dict[Follower, Place] = {}
        self._in_database = in_database
        self._rung = False
        self._task: asyncio.Task[None] | None = None

    def ring(self) -> None:
        """Hands out what is new, soon. Any number of rings during one round makes one more round."""
        self._rung = True
        if self._task is None:
            self._task = asyncio.create_task(self._deliver())

    async def _deliver(self) -> None:
        try:
            while self._rung:
                self._rung = False
                await self._round()
        finally:
            self._task = None

    async def _round(self) -> None:
        """Followers who have been told the same, as the same audience, share one read and one rendering.

        Nothing rendered is kept: a purged text can't stay behind in a cache.
        """
        together: dict[tuple[str, int], list[Follower]] = defaultdict(list)
        for follower, place in self.places.items():
            together[place.audience, place.last].append(follower)
        for (_, last), followers in together.items():
            try:
                await self._tell(followers, last)
            except Exception as error:
                logger.warning("Reading a topic failed (%s); the heartbeat rings it again.", type(error).__name__)

    async def _tell(self, followers: list[Follower], last: int) -> None:
        """Reads as the first of them who may still read; one who may not is skipped, and dropped by the next check."""
        for number, reader in enumerate(followers):
            try:
                events = await self._in_database(queries.events_after, reader.user, self.topic, last)
            except Http404:
                continue
            if events:
                self._hand_out(followers[number:], last, events)
            return

    def _hand_out(self, followers: list[Follower], last: int, events: list[dict[str, Any]]) -> None:
        head = events[-1]["seq"]
        frame = json.dumps({"type": "events", "topic": self.topic, "head": head, "events": events})
        for follower in followers:
            place = self.places.get(follower)
            if place and place.last == last:  # it may have left, or asked for another place, while we read
                place.last = head
                follower.offer(frame)


class Hub:
    """All sockets of one event loop."""

    def __init__(self, in_database: InDatabase) -> None:
        self.in_database = in_database
        self.followers: set[Follower] = set()
        self.feeds: dict[str, Feed] = {}
        self._ear: Ear | None = None

    async def enter(self, follower: Follower) -> None:
        """Takes in a socket. The first one opens the ear and lets pages ring here."""
        self.followers.add(follower)
        if self._ear is None:
            doorbell.listening(asyncio.get_running_loop())
            self._ear = Ear(self._heard)
            await self._ear.open()
        for topic in self._own_topics(follower):
            await self._ear.join(group_of(topic))

    async def leave(self, follower: Follower) -> None:
        """Lets a socket go. After the last one nothing is left open."""
        for topic in [name for name, feed in self.feeds.items() if follower in feed.places]:
            await self.unfollow(follower, topic)
        self.followers.discard(follower)
        if self._ear and not self.followers:
            ear, self._ear = self._ear, None
            doorbell.listening(None)
            await ear.close()
        elif self._ear:
            for topic in self._own_topics(follower):
                await self._ear.leave(group_of(topic))

    async def follow(self, follower: Follower, topic: str, after: int, audience: str) -> None:
        """Joins the topic's group first and reads the backlog then, so that nothing falls between the two."""
        feed = self.feeds.setdefault(topic, Feed(topic, self.in_database))
        known = follower in feed.places
        feed.places[follower] = Place(audience, after)
        if not known and self._ear:
            await self._ear.join(group_of(topic))
        feed.ring()

    async def unfollow(self, follower: Follower, topic: str) -> None:
        """Forgets that the socket follows the topic."""
        feed = self.feeds[topic]
        del feed.places[follower]
        if not feed.places:
            del self.feeds[topic]
        if self._ear:
            await self._ear.leave(group_of(topic))

    def sockets_of(self, user_id: int) -> int:
        """How many sockets of the person are open in this process."""
        return sum(follower.user.pk == user_id for follower in self.followers)

    def _own_topics(self, follower: Follower) -> tuple[str, str]:
        return f"u:{follower.user.pk}", follower.session_topic

    def _heard(self, topic: str) -> None:
        if feed := self.feeds.get(topic):
            feed.ring()
        elif topic[:2] in ("u:", "s:"):
            for follower in self.followers:
                if topic in self._own_topics(follower):
                    follower.ask_again()
