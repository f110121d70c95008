"""The tick of an embedded portal: a thread of the one server process, which ends with it."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from typing import Any

from portal.operations.tick import run_until

_lock = threading.Lock()
_thread: threading.Thread | None = None
_stop = threading.Event()


def start() -> None:
    """Starts the thread unless it runs already."""
    global _thread
    with _lock:
        if _thread is None or not _thread.is_alive():
            _stop.clear()
            _thread = threading.Thread(target=run_until, args=(_stop,), name="tick", daemon=True)
            _thread.start()


def stop() -> None:
    """Asks the thread to end after the job it is at, and waits for it for a few seconds."""
    _stop.set()
    if _thread is not None:
        _thread.join(timeout=5)


async def lifespan(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """An ASGI lifespan: the ticker runs from the server's start to its end, and not where the module is only imported."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            start()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            stop()
            await send({"type": "lifespan.shutdown.complete"})
            return
