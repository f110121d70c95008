"""A topic with events in the memory of the test, sockets to a portal with short intervals, and people."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.http import Http404
from django.test import Client

from portal.accounts.factories import person
from portal.accounts.models import User
from portal.live import register_topic, topics
from portal.live.sockets import LiveApplication
from tests.signing_in import sign_in


class Journal:
    """A source that a test writes to. It counts how often it was read."""

    def __init__(self) -> None:
        self.entries: dict[str, list[str]] = {}
        self.barred: set[int] = set()
        self.readings = 0
        self.on_read: Callable[[], Any] = lambda: None

    def write(self, key: str, *words: str) -> int:
        self.entries.setdefault(key, []).extend(words)
        return len(self.entries[key])

    def may_follow(self, user: User, key: str) -> bool:
        return user.pk not in self.barred and key in self.entries

    def head(self, key: str) -> int:
        return len(self.entries[key])

    def render(self, user: User, key: str, after: int) -> list[dict[str, Any]]:
        if not self.may_follow(user, key):
            raise Http404
        self.readings += 1
        self.on_read()
        return [{"seq": after + number, "word": word} for number, word in enumerate(self.entries[key][after:], start=1)]


@pytest.fixture
def journal() -> Iterator[Journal]:
    source = Journal()
    source.write("1")
    register_topic("journal", source, audience=lambda user, key: "everyone")
    yield source
    topics.forget("journal")


@pytest.fixture
def kern(db: None) -> User:
    return person("kern")


@pytest.fixture
def session_of() -> Callable[[User], str]:
    return lambda user: sign_in(Client(), user)


async def in_this_thread(function: Callable[..., Any], *args: Any) -> Any:
    """Database work in the test's own thread and transaction."""
    return await sync_to_async(function)(*args)


class Page:
    """An open page, as the server sees it."""

    def __init__(self, communicator: ApplicationCommunicator) -> None:
        self._communicator = communicator

    async def say(self, text: str) -> None:
        await self._communicator.send_input({"type": "websocket.receive", "text": text})

    async def say_bytes(self, data: bytes) -> None:
        await self._communicator.send_input({"type": "websocket.receive", "bytes": data})

    async def follow(self, **places: int) -> None:
        await self.say(json.dumps({"follow": {f"journal:{key.strip('_')}": after for key, after in places.items()}}))

    async def hear(self, kind: str) -> dict[str, Any]:
        """The next frame of a kind; others are passed over."""
        async with asyncio.timeout(5):
            while True:
                message = await self._communicator.receive_output(5)
                assert message["type"] == "websocket.send", message
                frame = json.loads(message["text"])
                if frame["type"] == kind:
                    return frame

    async def words(self, count: int) -> list[str]:
        """The words of the next events, until there are that many."""
        heard: list[str] = []
        while len(heard) < count:
            heard += [event["word"] for event in (await self.hear("events"))["events"]]
        return heard

    async def closed(self) -> int:
        """The code with which the server closes; frames before it are passed over."""
        async with asyncio.timeout(5):
            while (message := await self._communicator.receive_output(5))["type"] != "websocket.close":
                pass
        return message["code"]

    async def hears_nothing(self) -> bool:
        return await self._communicator.receive_nothing(0.2)

    async def leave(self) -> None:
        await self._communicator.send_input({"type": "websocket.disconnect", "code": 1000})
        await self._communicator.wait(5)


@asynccontextmanager
async def page(application: LiveApplication, session_key: str) -> AsyncIterator[Page]:
    cookie = f"a=b; {settings.SESSION_COOKIE_NAME}={session_key}".encode()
    communicator = ApplicationCommunicator(application, {"type": "websocket", "headers": [(b"cookie", cookie)]})
    await communicator.send_input({"type": "websocket.connect"})
    assert (await communicator.receive_output(5))["type"] == "websocket.accept"
    opened = Page(communicator)
    try:
        yield opened
    finally:
        with contextlib.suppress(asyncio.CancelledError):
            await opened.leave()


@pytest.fixture
def portal() -> Callable[..., LiveApplication]:
    """A socket application in the test's thread; checks are far apart unless the test wants them close."""

    def make(**options: Any) -> LiveApplication:
        return LiveApplication(in_database=in_this_thread, **options)

    return make


@pytest.fixture
def play() -> Callable[..., Any]:
    """Runs an async scene from a test that is not async, so that both share one transaction."""
    return lambda scene: async_to_sync(scene)()
