"""What a socket promises: nothing lost, nothing doubled."""

from __future__ import annotations

import asyncio

import pytest

from portal.accounts.factories import person
from portal.live import doorbell
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
