"""What a socket promises: nothing lost, nothing doubled, nobody listening who may not."""

from __future__ import annotations

import asyncio
import json

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from portal.accounts.factories import person
from portal.accounts.signals import access_changed
from portal.live import doorbell, sockets
from tests.portal.live.conftest import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(kern, session_of):
    return session_of(kern)


def test_a_page_is_told_what_it_missed_and_then_what_happens(journal, portal, session, play):
    journal.write("1", "one", "two", "three")

    async def scene():
        async with page(portal(), session) as window:
            await window.follow(_1=1)
            missed = await window.words(2)
            doorbell.ring("journal:1", journal.write("1", "four"))
            return missed + await window.words(1)

    assert play(scene) == ["two", "three", "four"]


def test_what_happens_while_the_backlog_is_read_is_told_once(journal, portal, session, play):
    journal.write("1", "one", "two")
    during = iter(["three"])

    def something_happens():
        for word in during:
            doorbell.ring("journal:1", journal.write("1", word))

    journal.on_read = something_happens

    async def scene():
        async with page(portal(), session) as window:
            await window.follow(_1=0)
            words = await window.words(3)
            return words, await window.hears_nothing() or (await window.hear("heartbeat"))["type"]

    words, afterwards = play(scene)
    assert words == ["one", "two", "three"]
    assert afterwards in (True, "heartbeat")


def test_a_burst_of_nudges_loses_and_doubles_nothing(journal, portal, session, play):
    async def scene():
        async with page(portal(), session) as window:
            await window.follow(_1=0)
            await window.hear("heartbeat")
            for number in range(400):
                doorbell.ring("journal:1", journal.write("1", str(number)))
            return await window.words(400)

    assert play(scene) == [str(number) for number in range(400)]


def test_a_nudge_is_not_believed(journal, portal, session, play):
    async def scene():
        async with page(portal(), session) as window:
            await window.follow(_1=0)
            await window.hear("heartbeat")
            doorbell.ring("journal:1", 99)
            return await window.hears_nothing()

    assert play(scene) is True


def test_a_lost_nudge_costs_one_heartbeat(journal, portal, session, play):
    async def scene():
        async with page(portal(recheck_seconds=0.1), session) as window:
            await window.follow(_1=0)
            await window.hear("heartbeat")
            journal.write("1", "nobody rang")
            return await window.words(1)

    assert play(scene) == ["nobody rang"]


def test_a_heartbeat_says_how_far_each_topic_has_come(journal, portal, session, play):
    journal.write("1", "one", "two")
    journal.write("2", "other")

    async def scene():
        async with page(portal(recheck_seconds=0.1), session) as window:
            await window.follow(_1=2, _2=1)
            answer = (await window.hear("heartbeat"))["heads"]
            journal.write("2", "more")
            return answer, (await window.hear("heartbeat"))["heads"]

    assert play(scene) == ({"journal:1": 2, "journal:2": 1}, {"journal:1": 2, "journal:2": 2})


def test_pages_of_one_audience_share_one_reading(journal, portal, session_of, play):
    keys = [session_of(person("kern")) for _ in range(3)]

    async def scene():
        application = portal()
        async with page(application, keys[0]) as a, page(application, keys[1]) as b, page(application, keys[2]) as c:
            for window in (a, b, c):
                await window.follow(_1=0)
                await window.hear("heartbeat")
            await asyncio.sleep(0.05)
            journal.readings = 0
            doorbell.ring("journal:1", journal.write("1", "one"))
            return [await window.words(1) for window in (a, b, c)]

    assert play(scene) == [["one"]] * 3
    assert journal.readings == 1


def test_who_was_barred_unheard_is_told_nothing_and_keeps_nobody_waiting(journal, portal, session_of, play):
    barred, other = person("kern"), person("fresno")
    keys = session_of(barred), session_of(other)

    async def scene():
        application = portal()
        async with page(application, keys[0]) as a, page(application, keys[1]) as b:
            for window in (a, b):
                await window.follow(_1=0)
                await window.hear("heartbeat")
            journal.barred.add(barred.pk)
            doorbell.ring("journal:1", journal.write("1", "one"))
            return await b.words(1), await a.hears_nothing()

    assert play(scene) == (["one"], True)


def test_nobody_signed_in_is_sent_to_sign_in(portal, play, db):
    async def scene():
        async with page(portal(), "no such session") as window:
            return await window.closed()

    assert play(scene) == 4401


def test_a_session_without_the_second_factor_is_sent_to_sign_in(kern, client, portal, play):
    client.force_login(kern)

    async def scene():
        async with page(portal(), client.session.session_key) as window:
            return await window.closed()

    assert play(scene) == 4401


@pytest.mark.parametrize("key", ["1", "unheard-of"])
def test_a_topic_that_is_not_shared_is_dropped_and_the_socket_stays(journal, portal, kern, session, play, key):
    journal.write("2", "shared")
    journal.write("1", "not shared")
    may_follow = journal.may_follow
    journal.may_follow = lambda user, each: each == "2" and may_follow(user, each)

    async def scene():
        async with page(portal(), session) as window:
            await window.say(json.dumps({"follow": {f"journal:{key}": 0}}))
            dropped = await window.hear("dropped")
            await window.follow(_2=0)
            return dropped, await window.words(1)

    assert play(scene) == ({"type": "dropped", "topic": f"journal:{key}", "code": 4403}, ["shared"])


@pytest.mark.parametrize("heard", [True, False], ids=["by the layer", "with the layer down"])
def test_signing_out_closes_the_socket(journal, portal, kern, session, play, heard):
    async def scene():
        async with page(portal(recheck_seconds=60 if heard else 0.1), session) as window:
            await window.follow(_1=0)
            await window.hear("heartbeat")
            await Session.objects.filter(session_key=session).adelete()
            if heard:
                await asyncio.to_thread(access_changed.send, None, user_id=kern.pk, session_key=session)
            return await window.closed()

    assert play(scene) == 4401


def test_word_of_a_sign_out_that_comes_before_it_is_done_still_closes_the_socket(journal, portal, kern, session, play):
    async def scene():
        async with page(portal(recheck_seconds=60), session) as window:
            await window.follow(_1=0)
            await window.hear("heartbeat")
            await asyncio.to_thread(access_changed.send, None, user_id=kern.pk, session_key=session)
            await window.hear("heartbeat")
            await Session.objects.filter(session_key=session).adelete()
            return await window.closed()

    assert play(scene) == 4401


@pytest.mark.parametrize("heard", [True, False], ids=["by the layer", "with the layer down"])
def test_a_membership_that_ended_closes_every_socket_of_the_person(portal, kern, session_of, play, heard):
    keys = session_of(kern), session_of(kern)

    async def scene():
        application = portal(recheck_seconds=60 if heard else 0.1)
        async with page(application, keys[0]) as desk, page(application, keys[1]) as phone:
            await desk.follow()
            await desk.hear("heartbeat")
            await phone.follow()
            await phone.hear("heartbeat")
            await kern.memberships.all().adelete()
            if heard:
                await asyncio.to_thread(access_changed.send, None, user_id=kern.pk, session_key=None)
            return await desk.closed(), await phone.closed()

    assert play(scene) == (4401, 4401)


def test_a_topic_that_is_shared_no_longer_is_dropped_at_the_next_check(journal, portal, kern, session, play):
    async def scene():
        async with page(portal(recheck_seconds=0.1), session) as window:
            await window.follow(_1=0)
            await window.hear("heartbeat")
            journal.barred.add(kern.pk)
            dropped = await window.hear("dropped")
            journal.write("1", "not for them")
            doorbell.ring("journal:1", 1)
            return dropped["topic"], (await window.hear("heartbeat"))["heads"]

    assert play(scene) == ("journal:1", {})


def test_the_promise_of_thirty_seconds_is_kept_by_the_intervals():
    assert sockets.RECHECK_SECONDS + sockets.RECHECK_PATIENCE_SECONDS < 30


def test_a_check_that_cannot_be_made_closes_the_socket(journal, portal, session, play):
    async def scene():
        async with page(portal(recheck_seconds=0.1), session) as window:
            await window.follow(_1=0)
            await window.hear("heartbeat")

            def broken(key):
                raise OSError("the database is gone")

            journal.head = broken
            return await window.closed()

    assert play(scene) == 1013


def test_an_open_page_is_no_activity(journal, portal, session, play):
    before = Session.objects.get(session_key=session)

    async def scene():
        async with page(portal(recheck_seconds=0.05), session) as window:
            await window.follow(_1=0)
            for _ in range(4):
                await window.hear("heartbeat")

    play(scene)
    after = Session.objects.get(session_key=session)
    assert (after.session_data, after.expire_date) == (before.session_data, before.expire_date)


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
