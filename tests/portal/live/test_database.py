"""Database work for sockets."""

from __future__ import annotations

import asyncio
import time

import pytest
from django.db import OperationalError

from portal.live.database import in_database


def test_a_blocked_call_holds_up_no_other():
    async def scene():
        blocked = asyncio.create_task(in_database(time.sleep, 0.5))
        started = time.monotonic()
        await in_database(lambda: None)
        took = time.monotonic() - started
        await blocked
        return took

    assert asyncio.run(scene()) < 0.25


def test_a_connection_that_went_stale_is_replaced_once():
    answers = iter([OperationalError("the server closed the connection"), "answer"])

    def read():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert asyncio.run(in_database(read)) == "answer"


def test_a_database_that_stays_away_is_an_error():
    def read():
        raise OperationalError("still gone")

    with pytest.raises(OperationalError, match="still gone"):
        asyncio.run(in_database(read))
