"""`/ws/live/`: a socket that a page only listens to.

An ASGI application of its own and not a Channels consumer: `AsyncConsumer.dispatch` closes old database connections before
every message, in the one thread that all consumers of a process share, so that a single blocked call holds up every socket
(measured: 0.9 s of 1.0 s). It also turns the `type` of a layer message into a method name, so that a new kind of message
would close the sockets of the release before. Here database work has its own threads, and the layer knows one message.

What the client may say is where it wants to be told from: `{"follow": {"thread:12": 7}}`. What it is told:
    {"type": "events", "topic", "head", "events": [{"seq", …}]}   in order, without gaps
    {"type": "heartbeat", "heads": {topic: number}}               every 25 seconds, and in answer to "follow"
    {"type": "dropped", "topic", "code": 4403}                    this topic may not, or no longer, be followed
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import random
import time
from http.cookies import CookieError
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import parse_cookie

from portal.live import access, doorbell, queries
from portal.live.database import in_database
from portal.live.hub import Hub, InDatabase

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from portal.accounts.models import User

logger = logging.getLogger(__name__)

UNSUPPORTED, POLICY, TOO_BIG = 1003, 1008, 1009
RESTART, TRY_LATER = 1012, 1013
SIGN_IN, TOPIC_DROPPED = 4401, 4403

# Revocation is promised within 30 seconds even when the layer is down: an interval, and the time to ask.
RECHECK_SECONDS = 25.0
RECHECK_PATIENCE_SECONDS = 4.0
# Django tells of a sign-out just before it removes the session: who is asked to check at once looks a second time.
SECOND_LOOK_SECONDS = 2.0
# A socket that lives for ever outlives what layers and proxies keep of it. Spread, so that not all come back at once.
LIFETIME_SECONDS = (50 * 60.0, 60 * 60.0)
FRAME_LIMIT = 32 * 1024
FRAMES_AT_ONCE, FRAMES_PER_SECOND = 20, 1.0
# More than anyone's open windows; less than what one stolen session could use to exhaust a process.
TOPICS_PER_SOCKET, SOCKETS_PER_PERSON = 20, 20
# Frames that wait for a reader who does not read. It is then sent away and resumes from where it was.
OUTBOX = 64


class LiveApplication:
    """The ASGI application of `/ws/live/`. A test may have its own intervals, and its own way to the database."""

    def __init__(
        self,
        *,
        in_database: InDatabase = in_database,
        recheck_seconds: float = RECHECK_SECONDS,
        lifetime_seconds: tuple[float, float] = LIFETIME_SECONDS,
    ) -> None:
        self.recheck_seconds = recheck_seconds
        self.lifetime_seconds = lifetime_seconds
        self.hub = Hub(in_database)

    async def __call__(
        self,
        scope: dict[str, Any],
        receive: Callable[[], Awaitable[dict[str, Any]]],
        send: Callable[[dict[str, Any]], Awaitable[None]],
    ) -> None:
        await receive()  # websocket.connect
        # Accepted before it is known who asks: a refused handshake reaches the page without its reason.
        await send({"type": "websocket.accept"})
        session_key = session_key_of(scope)
        user = await self.hub.in_database(access.person_of, session_key)
        if user is None:
            code: int | None = SIGN_IN
        elif self.hub.sockets_of(user.pk) >= SOCKETS_PER_PERSON:
            code = TRY_LATER
        else:
            code = await Socket(self, user, session_key, receive, send).serve()
        if code is not None:
            with contextlib.suppress(Exception):  # the other side may be gone, or not reading
                await asyncio.wait_for(send({"type": "websocket.close", "code": code}), timeout=5)


def session_key_of(scope: dict[str, Any]) -> str:
    """The session key in the handshake's cookie; empty if there is none."""
    for name, value in scope["headers"]:
        if name == b"cookie":
            with contextlib.suppress(CookieError):
                return parse_cookie(value.decode("latin1")).get(settings.SESSION_COOKIE_NAME, "")
    return ""


class WrongFrame(Exception):
    """What the client sent is no request to follow topics."""


def parse_follow(text: str | None) -> dict[str, int]:
    """The topics that a client wants to follow, each with the number after which. Raises WrongFrame."""
    try:
        frame = json.loads(text or "")
        follow = frame["follow"]
        if set(frame) != {"follow"} or not all(type(after) is int and 0 <= after < 2**31 for after in follow.values()):
            raise WrongFrame
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise WrongFrame from error
    return follow


class Allowance:
    """How many frames a client may still send: some at once, then one each second."""

    def __init__(self) -> None:
        self._left = float(FRAMES_AT_ONCE)
        self._at = time.monotonic()

    def spend(self) -> bool:
        """Takes one; False if there is none."""
        now = time.monotonic()
        self._left = min(FRAMES_AT_ONCE, self._left + (now - self._at) * FRAMES_PER_SECOND)
        self._at = now
        self._left -= 1
        return self._left >= 0


class Socket:
    """One open socket of one signed-in person."""

    def __init__(
        self,
        application: LiveApplication,
        user: User,
        session_key: str,
        receive: Callable[[], Awaitable[dict[str, Any]]],
        send: Callable[[dict[str, Any]], Awaitable[None]],
    ) -> None:
        self.user = user
        self.session_topic = doorbell.session_topic(session_key)
        self._session_key = session_key
        self._receive, self._send = receive, send
        self._hub = application.hub
        self._recheck_seconds = application.recheck_seconds
        self._ends = time.monotonic() + random.uniform(*application.lifetime_seconds)
        self._outbox: asyncio.Queue[str] = asyncio.Queue(OUTBOX)
        self._overflowed = False
        self._ask = asyncio.Event()
        self._topics: set[str] = set()

    def offer(self, frame: str) -> None:
        """Queues a frame. A reader who is 64 frames behind is sent away, so that no other waits for it."""
        try:
            self._outbox.put_nowait(frame)
        except asyncio.QueueFull:
            self._overflowed = True
            self._ask.set()

    def ask_again(self) -> None:
        """Makes the next check happen now."""
        self._ask.set()

    async def serve(self) -> int | None:
        """Reads, writes and checks until one of them ends. Returns the close code; None if the client left by itself."""
        try:
            await self._hub.enter(self)
            tasks = [asyncio.create_task(part()) for part in (self._read, self._write, self._keep)]
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in tasks:
                    task.cancel()
                ended = await asyncio.gather(*tasks, return_exceptions=True)
        finally:
            await self._hub.leave(self)
        return self._code(ended)

    @staticmethod
    def _code(ended: list[Any]) -> int | None:
        for each in ended:
            if isinstance(each, Exception):
                logger.warning("A socket ended by an error (%s).", type(each).__name__)
                return TRY_LATER
        return next((each for each in ended if isinstance(each, int)), None)

    async def _read(self) -> int | None:
        allowance = Allowance()
        while True:
            message = await self._receive()
            if message["type"] == "websocket.disconnect":
                return None
            text = message.get("text")
            if len(text or message.get("bytes") or "") > FRAME_LIMIT:
                return TOO_BIG
            if not allowance.spend():
                return POLICY
            try:
                await self._follow(parse_follow(text))
            except WrongFrame:
                return UNSUPPORTED

    async def _write(self) -> None:
        while True:
            await self._send({"type": "websocket.send", "text": await self._outbox.get()})

    async def _keep(self) -> int:
        """Heartbeat and revocation. The heartbeat is no activity: asking for the standing leaves the session as it is."""
        pause = self._recheck_seconds
        while True:
            asked = await self._asked_within(min(pause, max(self._ends - time.monotonic(), 0)))
            pause = min(SECOND_LOOK_SECONDS, self._recheck_seconds) if asked else self._recheck_seconds
            if self._overflowed:
                return TRY_LATER
            if time.monotonic() >= self._ends:
                return RESTART
            async with asyncio.timeout(RECHECK_PATIENCE_SECONDS):  # who can't be checked doesn't stay: see _code
                standing = await self._hub.in_database(queries.standing, self._session_key, tuple(self._topics))
            if standing.person is None:
                return SIGN_IN
            self.user = standing.person
            await self._settle(standing.admissions)

    async def _asked_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ask.wait()
        asked = self._ask.is_set()
        self._ask.clear()
        return asked

    async def _follow(self, wanted: dict[str, int]) -> None:
        admissions: dict[str, queries.Admission | None] = {}
        for topic, after in wanted.items():
            if len(self._topics | {topic}) > TOPICS_PER_SOCKET:
                admissions[topic] = None
                continue
            admissions[topic] = admitted = await self._hub.in_database(queries.admission, self.user, topic)
            if admitted:
                self._topics.add(topic)
                await self._hub.follow(self, topic, after, admitted.audience)
        await self._settle(admissions)

    async def _settle(self, admissions: dict[str, queries.Admission | None]) -> None:
        """Drops what may not be followed, says how far the rest has come, and reads where that is further than told."""
        for topic in [name for name, admitted in admissions.items() if admitted is None]:
            if topic in self._topics:
                self._topics.discard(topic)
                await self._hub.unfollow(self, topic)
            self.offer(json.dumps({"type": "dropped", "topic": topic, "code": TOPIC_DROPPED}))
        heads = {topic: admitted.head for topic, admitted in admissions.items() if admitted}
        for topic, head in heads.items():
            feed = self._hub.feeds.get(topic)
            if feed and self in feed.places and feed.places[self].last < head:
                feed.places[self].audience = admissions[topic].audience  # type: ignore[union-attr]
                feed.ring()
        self.offer(json.dumps({"type": "heartbeat", "heads": heads}))
