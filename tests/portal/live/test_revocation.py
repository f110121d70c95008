"""Nobody listens who may not, within 30 seconds and with the layer down."""

from __future__ import annotations

import asyncio
import json

import pytest
from django.contrib.sessions.models import Session

from portal.accounts.factories import person
from portal.accounts.signals import access_changed
from portal.live import doorbell, sockets
from tests.portal.live.conftest import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(kern, session_of):
    return session_of(kern)


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
