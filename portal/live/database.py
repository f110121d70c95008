"""Database work for sockets, in threads of its own.

Django's and Channels' helpers run it in one thread that all sockets of a process share: measured, one blocked second
held every other socket for 0.9 s. Here a blocked call holds one of eight threads, and each keeps its connection.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import Error, connections

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

logger = logging.getLogger(__name__)
THREADS = 8
_pool = ThreadPoolExecutor(THREADS, thread_name_prefix="live-database")


def _read(function: Callable[Given, Answer], *args: Given.args, **kwargs: Given.kwargs) -> Answer:
    try:
        return function(*args, **kwargs)
    except Error:
        # The server may have been restarted since this thread last asked. Everything here only reads: once more.
        logger.info("A kept database connection failed; trying a new one.")
        connections.close_all()
        return function(*args, **kwargs)


async def in_database(function: Callable[Given, Answer], *args: Given.args, **kwargs: Given.kwargs) -> Answer:
    """Calls a function that only reads the database, without holding up the event loop."""
    return await asyncio.get_running_loop().run_in_executor(_pool, lambda: _read(function, *args, **kwargs))
