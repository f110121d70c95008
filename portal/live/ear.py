"""The one channel through which a socket process hears the layer, whatever number of sockets it holds."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from typing import Any

from channels.layers import get_channel_layer

logger = logging.getLogger(__name__)

# Longer than a healthy Redis ever takes; a following page must not wait for a sick one.
PATIENCE_SECONDS = 2.0
RETRY_SECONDS = 1.0
# How long a group that the layer has forgotten (a failed join; in memory: after a day) stays unheard.
JOIN_AGAIN_SECONDS = 25.0


class Ear:
    """Joins the groups that somebody in the process wants, and passes on the name of each topic that is rung.

    One for the process instead of one for each socket: the layer in memory keeps 100 messages for a channel and drops the
    rest, and Redis is asked once for a topic. A layer that fails costs latency alone: the heartbeat reads the database.
    """

    def __init__(self, heard: Callable[[str], None]) -> None:
        self._heard = heard
        self._layer = get_channel_layer()
        self._channel: str | None = None
        self._wanted: Counter[str] = Counter()
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Starts to listen. Returns once the channel exists or the layer has failed to give one."""
        opened = asyncio.Event()
        self._tasks = [asyncio.create_task(self._listen(opened)), asyncio.create_task(self._keep_joined())]
        await opened.wait()

    async def close(self) -> None:
        """Stops listening and leaves every group."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        channel, self._channel = self._channel, None
        for group in list(self._wanted) if channel else ():
            await self._try(self._layer.group_discard(group, channel))
        self._wanted.clear()

    async def join(self, group: str) -> None:
        """Hears the group from now on, once for every time that it was joined."""
        self._wanted[group] += 1
        if self._wanted[group] == 1:
            await self._add(group)

    async def leave(self, group: str) -> None:
        """Takes back one `join`."""
        self._wanted[group] -= 1
        if self._wanted[group] <= 0:
            del self._wanted[group]
            if self._channel:
                await self._try(self._layer.group_discard(group, self._channel))

    async def _join_all(self) -> None:
        for group in list(self._wanted):
            await self._add(group)

    async def _keep_joined(self) -> None:
        while True:
            await asyncio.sleep(JOIN_AGAIN_SECONDS)
            await self._join_all()

    async def _add(self, group: str) -> None:
        if self._channel:
            await self._try(self._layer.group_add(group, self._channel))

    async def _listen(self, opened: asyncio.Event) -> None:
        while True:
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    self._channel = await self._layer.new_channel()
                await self._join_all()
                opened.set()
                while True:
                    message = await self._layer.receive(self._channel)
                    self._heard(str(message.get("topic", "")))
            except Exception as error:
                self._channel = None
                opened.set()
                logger.warning("The channel layer failed (%s); pages go by the heartbeat.", type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)

    async def _try(self, asking: Any) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await asking
        except Exception as error:
            logger.warning("The channel layer failed (%s); pages go by the heartbeat.", type(error).__name__)
