"""Pages in gunicorn, sockets in uvicorn, Redis between them: as in production."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import redis

from tests import databases
from tests.cohorts.threads.scene import SETTINGS, Scene, hear, numbers, prepare
from tests.databases import ROOT
from tests.servers import Portal, free_port, running_portal

pytestmark = pytest.mark.server("redis")


@contextmanager
def gunicorn(portal: Portal, folder: Path) -> Iterator[Portal]:
    """Two page processes beside a running portal, on the same database."""
    pages = replace(portal, url=f"http://127.0.0.1:{free_port()}")
    address = pages.url.removeprefix("http://")
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi:application", "--bind", address, "--workers", "2"]
    environment = {**os.environ, "DATABASE_URL": portal.database_url, "SITE_URL": portal.url}
    with (folder / "gunicorn.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            yield pages
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Portal, Iterator[Scene]]]:
    """The process that holds sockets, and scenes whose requests go to the page processes."""
    folder = tmp_path_factory.mktemp("apart")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DJANGO_SETTINGS_MODULE", SETTINGS)
        with (
            databases.copy_of(databases.template(demo=False)) as url,
            running_portal(url, folder) as sockets,
            gunicorn(sockets, folder) as pages,
        ):
            scenes = [replace(scene, portal=pages) for scene in prepare(sockets, 3)]
            _until_it_answers(scenes[0])
            yield sockets, iter(scenes)


def _until_it_answers(scene: Scene) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            scene.request("kern", f"/live/{scene.topic}/")
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_a_nudge_of_a_page_process_reaches_a_socket_process(apart):
    sockets, scenes = apart
    scene = next(scenes)
    with scene.socket("kern", after=0, portal=sockets) as window:
        sent = time.monotonic()
        assert scene.reply("fresno", "We have two openings.")[0] == 200
        event = hear(window, "events")
        took = time.monotonic() - sent
    assert "We have two openings." in event["events"][0]["html"]
    assert took < 10  # the heartbeat alone would bring it after 25 seconds


def test_signing_out_on_a_page_process_closes_a_socket_elsewhere(apart):
    sockets, scenes = apart
    scene = next(scenes)
    with scene.socket("kern", after=0, portal=sockets) as window:
        scene.request("kern", "/accounts/logout/", {})
        with pytest.raises(Exception, match="4401"):
            hear(window, "nothing else")


def test_a_bell_that_broke_loses_no_reply(apart):
    """Redis throws every subscriber out while replies are written: the windows still end with all of them."""
    sockets, scenes = apart
    scene = next(scenes)
    bell = redis.Redis.from_url(os.environ["REDIS_URL"])
    with scene.socket("kern", after=0, portal=sockets) as window:
        for number in range(10):
            if number % 3 == 0:
                bell.client_kill_filter(_type="pubsub")
            assert scene.reply("fresno", f"Reply {number}.")[0] == 200
        window.send(f'{{"follow": {{"{scene.topic}": 0}}}}')  # as a page does when it comes back
        heard = numbers(window, 10)
    bell.close()
    assert sorted(set(heard)) == list(range(1, 11))
