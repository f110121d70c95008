import datetime

import pytest
import redis
from django.utils import timezone

from portal.operations import registry
from portal.operations.health import ask_layer, ask_tick
from portal.operations.models import JobRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def probes(monkeypatch):
    """The probes of this room and none of another."""
    own = {name: probe for name, probe in registry.probes.items() if name in ("database", "layer", "tick")}
    monkeypatch.setattr("portal.operations.health.probes", own)
    monkeypatch.setattr(registry, "probes", own)
    return own


def broken():
    raise ConnectionError("redis://name:password@host")


def test_each_part_answers(client, probes, settings):
    settings.REDIS_URL = ""
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"fit": True, "database": "up", "layer": "in memory", "tick": "not yet"}
    assert "no-store" in response["Cache-Control"]


def test_a_part_that_is_down_is_named_without_its_secrets(client, probes):
    registry.register_probe("search", broken)
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json()["search"] == "down"
    assert "password" not in response.content.decode()


def test_only_a_critical_part_makes_it_unfit(client, probes):
    registry.register_probe("disk", broken, critical=True)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert (response.json()["fit"], response.json()["disk"], response.json()["database"]) == (False, "down", "up")


def test_the_database_is_critical_and_nothing_else_of_this_room(probes):
    assert {name: probe.critical for name, probe in probes.items()} == {
        "database": True,
        "layer": False,
        "tick": False,
    }


def test_health_is_read_only(client):
    assert client.post("/healthz").status_code == 405


def test_a_layer_that_cannot_be_reached_raises(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    with pytest.raises(redis.exceptions.ConnectionError):
        ask_layer()


@pytest.mark.server("redis")
def test_a_layer_that_answers_is_up():
    assert ask_layer() == "up"


@pytest.mark.parametrize(("minutes", "said"), [(0, "0 min ago"), (9, "9 min ago")])
def test_the_last_tick_is_told_in_minutes(minutes, said):
    now = timezone.now()
    JobRun.objects.create(name="old", finished_at=now - datetime.timedelta(days=1))
    JobRun.objects.create(name="new", finished_at=now - datetime.timedelta(minutes=minutes))
    assert ask_tick() == said


def test_a_tick_that_fell_silent_is_down():
    JobRun.objects.create(name="old", finished_at=timezone.now() - datetime.timedelta(minutes=11))
    with pytest.raises(TimeoutError):
        ask_tick()
