"""What a socket refuses, and when it is asked to come back."""

from __future__ import annotations

import asyncio
import json

import pytest
from django.conf import settings

from portal.live import doorbell, sockets
from tests.portal.live.conftest import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(kern, session_of):
    return session_of(kern)


def test_a_socket_is_asked_to_come_back_before_it_grows_old(portal, session, play):
    async def scene():
        async with page(portal(lifetime_seconds=(0.1, 0.1)), session) as window:
            return await window.closed()

    assert play(scene) == 1012
    assert sockets.LIFETIME_SECONDS[0] < sockets.LIFETIME_SECONDS[1] <= 3600


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "[]",
        "{}",
        '{"follow": []}',
        '{"follow": {"journal:1": "0"}}',
        '{"follow": {"journal:1": true}}',
        '{"follow": {"journal:1": -1}}',
        '{"follow": {"journal:1": 99999999999}}',
        '{"follow": {"journal:1": 0}, "type": "nudge"}',
        '{"type": "nudge", "topic": "journal:1"}',
        "[" * 20_000,
    ],
)
def test_anything_but_a_wish_to_follow_closes_the_socket(journal, portal, session, play, text):
    async def scene():
        async with page(portal(), session) as window:
            await window.say(text)
            return await window.closed()

    assert play(scene) == 1003


def test_bytes_close_the_socket(portal, session, play):
    async def scene():
        async with page(portal(), session) as window:
            await window.say_bytes(b'{"follow": {}}')
            return await window.closed()

    assert play(scene) == 1003


def test_a_frame_of_more_than_32_kib_closes_the_socket(portal, session, play):
    async def scene():
        async with page(portal(), session) as window:
            await window.say(" " * (32 * 1024 + 1))
            return await window.closed()

    assert play(scene) == 1009


def test_a_client_that_keeps_asking_is_sent_away(journal, portal, session, play):
    async def scene():
        async with page(portal(), session) as window:
            for _ in range(25):
                await window.follow(_1=0)
            return await window.closed()

    assert play(scene) == 1008


def test_one_socket_follows_no_more_than_twenty_topics(journal, portal, session, play):
    for number in range(1, 22):
        journal.write(str(number), "word")

    async def scene():
        async with page(portal(), session) as window:
            await window.say(json.dumps({"follow": {f"journal:{number}": 1 for number in range(1, 22)}}))
            return (await window.hear("dropped"))["topic"], len((await window.hear("heartbeat"))["heads"])

    assert play(scene) == ("journal:21", 20)


def test_one_person_holds_no_more_than_twenty_sockets(portal, session, play):
    async def scene():
        application = portal()
        opened = [page(application, session) for _ in range(sockets.SOCKETS_PER_PERSON)]
        for each in opened:
            await (await each.__aenter__()).follow()
        async with page(application, session) as one_more:
            code = await one_more.closed()
        for each in opened:
            await each.__aexit__(None, None, None)
        return code

    assert play(scene) == 1013


def test_a_reader_who_does_not_read_is_sent_away_and_nobody_waits_for_it(journal, portal, session, play):
    async def scene():
        application = portal()
        stuck = asyncio.Event()
        incoming: asyncio.Queue = asyncio.Queue()
        closed: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def send(message):
            if message["type"] == "websocket.send":
                await stuck.wait()
            elif message["type"] == "websocket.close":
                closed.set_result(message["code"])

        for message in (
            {"type": "websocket.connect"},
            {"type": "websocket.receive", "text": '{"follow": {"journal:1": 0}}'},
        ):
            incoming.put_nowait(message)
        scope = {"headers": [(b"cookie", f"{settings.SESSION_COOKIE_NAME}={session}".encode())]}
        slow = asyncio.create_task(application(scope, incoming.get, send))
        async with page(application, session) as window:
            await window.follow(_1=0)
            await window.hear("heartbeat")
            heard = []
            for number in range(sockets.OUTBOX + 5):
                doorbell.ring("journal:1", journal.write("1", str(number)))
                heard += await window.words(1)
            code = await asyncio.wait_for(closed, 5)
            await slow
        return heard, code

    heard, code = play(scene)
    assert heard == [str(number) for number in range(sockets.OUTBOX + 5)]
    assert code == 1013


def test_nothing_is_left_open_after_the_last_socket(journal, portal, session, play):
    async def scene():
        application = portal()
        async with page(application, session) as window:
            await window.follow(_1=0)
            await window.hear("heartbeat")
        return application.hub.followers, application.hub.feeds, application.hub._ear, doorbell._State.loop

    assert play(scene) == (set(), {}, None, None)
