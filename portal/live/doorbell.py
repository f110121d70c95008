"""Ringing: how a process that has committed something tells the processes that hold the sockets.

With Redis: a plain publish, in the form that `channels_redis.pubsub` subscribes to, so that a page process needs no event
loop and keeps one pool of connections (an event loop for each nudge would open a connection for each). A test rings a real
socket process through a real Redis, and would notice if that form changed. Without Redis pages and sockets are one process:
pages run in threads, the layer in memory belongs to the sockets' event loop, and the nudge is handed to that loop.
"""

from __future__ import annotations

import asyncio
import functools
import hashlib
import logging
import time
from typing import Any

import redis
from channels.layers import get_channel_layer
from django.conf import settings
from django.db import transaction
from redis.backoff import NoBackoff
from redis.retry import Retry

from portal.live.topics import group_of

logger = logging.getLogger(__name__)

# A Redis that hangs may hold up a page for this long, and then not again for the pause: the heartbeat does its work.
PATIENCE_SECONDS = 0.5
PAUSE_SECONDS = 5.0


class _State:
    """What this process knows of its bell."""

    loop: asyncio.AbstractEventLoop | None = None
    lost = 0
    silent_until = 0.0


def listening(loop: asyncio.AbstractEventLoop | None) -> None:
    """Remembers the event loop that holds this process's sockets; None when it holds none."""
    _State.loop = loop


def nudge(topic: str, head: int) -> None:
    """See `portal.live.nudge`."""
    group_of(topic)  # a wrong topic is a mistake of the caller: it fails here, not silently after the commit
    transaction.on_commit(lambda: ring(topic, head))


def session_topic(session_key: str) -> str:
    """The name under which the open pages of a session are reached; the key itself never leaves the database."""
    return "s:" + hashlib.sha256(session_key.encode()).hexdigest()[:40]


def ask_again(sender: object, user_id: int, session_key: str | None = None, **kwargs: Any) -> None:
    """Receiver of `access_changed`: the person's open pages ask at once whether they may stay open."""
    ring(session_topic(session_key) if session_key else f"u:{user_id}", 0)


def ring(topic: str, head: int) -> None:
    """Sends the one kind of message that there is. Never raises: what fails is counted, and the heartbeat finds it."""
    message = {"type": "nudge", "topic": topic, "head": head}
    try:
        if settings.REDIS_URL:
            _publish(group_of(topic), message)
        else:
            _hand_over(group_of(topic), message)
    except Exception as error:
        _State.lost += 1
        logger.warning("A nudge was lost (%s); open pages learn of it from the heartbeat.", type(error).__name__)


@functools.cache
def _redis() -> redis.Redis:
    return redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=PATIENCE_SECONDS,
        socket_connect_timeout=PATIENCE_SECONDS,
        retry=Retry(NoBackoff(), 1),  # a pooled connection may be stale after a restart of the server
    )


def _publish(group: str, message: dict[str, Any]) -> None:
    if time.monotonic() < _State.silent_until:
        _State.lost += 1
        return
    try:
        _redis().publish(f"asgi__group__{group}", get_channel_layer().serialize(message))
    except redis.RedisError:
        _State.silent_until = time.monotonic() + PAUSE_SECONDS
        raise


def _hand_over(group: str, message: dict[str, Any]) -> None:
    loop = _State.loop
    if loop is None:
        return  # nobody holds a socket here
    sending = get_channel_layer().group_send(group, message)
    try:
        asyncio.run_coroutine_threadsafe(sending, loop)
    except RuntimeError:  # the loop has just been closed
        sending.close()
        raise


def probe() -> str:
    """For `/healthz`: how many nudges this process has lost. Raises if Redis is wanted and does not answer."""
    if settings.REDIS_URL:
        _redis().ping()
    return f"{_State.lost} nudges lost"
