"""Nudges: after commit, once, without text, and never in the way."""

from __future__ import annotations

import asyncio
import threading

import pytest
from django.test import override_settings

from portal.live import doorbell, nudge, topics
from portal.operations.registry import probes

# Nothing listens on this port of this machine.
NO_REDIS = "redis://127.0.0.1:1/0"
redis_is_gone = override_settings(
    REDIS_URL=NO_REDIS,
    CHANNEL_LAYERS={
        "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [NO_REDIS]}}
    },
)


@pytest.fixture(autouse=True)
def quiet_bell(monkeypatch):
    monkeypatch.setattr(doorbell._State, "lost", 0)
    monkeypatch.setattr(doorbell._State, "silent_until", 0.0)
    doorbell._redis.cache_clear()
    yield
    doorbell._redis.cache_clear()


@pytest.mark.parametrize("topic", ["thread", "thread:", "Thread:1", "thread:1:2", "thread:a b", "", "thread:1\n"])
def test_a_wrong_topic_fails_where_it_is_written(topic):
    with pytest.raises(ValueError, match="prefix:key"):
        nudge(topic, 1)


@pytest.mark.django_db
def test_a_nudge_waits_for_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        nudge("thread:1", 1)
    assert len(waiting) == 1


def test_a_nudge_from_another_thread_reaches_the_sockets_loop_with_a_topic_and_a_number_alone():
    from channels.layers import get_channel_layer

    async def scene():
        layer = get_channel_layer()
        channel = await layer.new_channel()
        await layer.group_add("thread.1", channel)
        doorbell.listening(asyncio.get_running_loop())
        try:
            page = threading.Thread(target=doorbell.ring, args=("thread:1", 7))
            page.start()
            return await asyncio.wait_for(layer.receive(channel), 5)
        finally:
            doorbell.listening(None)
            await layer.group_discard("thread.1", channel)
            page.join()

    with override_settings(REDIS_URL=""):
        assert asyncio.run(scene()) == {"type": "nudge", "topic": "thread:1", "head": 7}


def test_with_nobody_listening_nothing_is_rung_and_nothing_is_lost():
    with override_settings(REDIS_URL=""):
        doorbell.ring("thread:1", 1)
    assert doorbell._State.lost == 0


def test_a_loop_that_has_closed_costs_the_nudge_alone():
    loop = asyncio.new_event_loop()
    loop.close()
    doorbell.listening(loop)
    try:
        with override_settings(REDIS_URL=""):
            doorbell.ring("thread:1", 1)
    finally:
        doorbell.listening(None)
    assert doorbell._State.lost == 1


@redis_is_gone
def test_a_redis_that_is_gone_is_counted_and_not_asked_again_at_once():
    for _ in range(3):
        doorbell.ring("thread:1", 1)
    assert doorbell._State.lost == 3
    assert doorbell._State.silent_until > 0


@redis_is_gone
def test_health_says_that_redis_is_gone():
    with pytest.raises(Exception, match="refused"):
        probes["live"].ask()


@override_settings(REDIS_URL="")
def test_health_says_how_many_nudges_were_lost():
    doorbell._State.lost = 2
    assert probes["live"].ask() == "2 nudges lost"
    assert probes["live"].critical is False


def test_a_session_key_is_not_what_goes_over_the_layer():
    topic = doorbell.session_topic("the-key-of-a-session")
    assert "the-key" not in topic
    assert topics.group_of(topic) == topic.replace(":", ".")


@pytest.mark.parametrize("prefix", ["u", "s", "Up", "with-dash", ""])
def test_the_rooms_own_prefixes_are_not_given_away(prefix):
    with pytest.raises(ValueError, match="prefix"):
        topics.register(prefix, None)
