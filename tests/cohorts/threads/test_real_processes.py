"""A thread on a real server process: pages in threads of their own, sockets on the event loop, one database."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests import databases
from tests.cohorts.threads.scene import SETTINGS, Scene, hear, numbers, prepare
from tests.servers import running_portal


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DJANGO_SETTINGS_MODULE", SETTINGS)
        with (
            databases.copy_of(databases.template(demo=False)) as url,
            running_portal(url, tmp_path_factory.mktemp("portal")) as running,
        ):
            yield running


@pytest.fixture(scope="module")
def scenes(portal) -> Iterator[Scene]:
    return iter(prepare(portal, 8))


@pytest.fixture
def scene(scenes: Iterator[Scene]) -> Scene:
    return next(scenes)


def test_a_reply_of_one_county_appears_in_the_window_of_the_other(scene):
    with scene.socket("kern", after=0) as window:
        status, _ = scene.reply("fresno", "We have two openings.")
        event = hear(window, "events")
    assert status == 200
    assert (event["topic"], event["head"], event["events"][0]["seq"]) == (scene.topic, 1, 1)
    assert "We have two openings." in event["events"][0]["html"]
    assert "Fresno County" in event["events"][0]["html"]


def test_a_window_that_was_cut_off_resumes_without_a_gap(scene):
    with scene.socket("kern", after=0) as window:
        scene.reply("fresno", "First.")
        assert numbers(window, 1) == [1]
    scene.reply("fresno", "Second.")
    scene.reply("fresno", "Third.")
    with scene.socket("kern", after=1) as window:
        scene.reply("fresno", "Fourth.")
        assert numbers(window, 4) == [2, 3, 4]


def test_one_form_sent_many_times_at_once_is_one_reply(scene):
    key, answers = str(uuid.uuid4()), []
    clicks = [
        threading.Thread(target=lambda: answers.append(scene.reply("kern", "We have an opening.", key)))
        for _ in range(12)
    ]
    for click in clicks:
        click.start()
    for click in clicks:
        click.join()
    assert [(status, json.loads(text)["seq"]) for status, text in answers] == [(200, 1)] * 12


def test_replies_of_two_counties_at_once_are_numbered_without_gaps_and_all_arrive(scene):
    def write(county: str) -> None:
        for number in range(10):
            scene.reply(county, f"{county} writes {number}.")

    with scene.socket("kern", after=0) as window:
        writers = [threading.Thread(target=write, args=(county,)) for county in ("kern", "fresno")]
        for writer in writers:
            writer.start()
        heard = numbers(window, 20)
        for writer in writers:
            writer.join()
    assert heard == list(range(1, 21))


def test_signing_out_closes_the_window_at_once(scene):
    with scene.socket("kern", after=0) as window, pytest.raises(ConnectionClosed) as closed:
        assert scene.request("kern", "/accounts/logout/", {})[0] in (200, 302)
        while True:
            window.recv(timeout=10)
    assert closed.value.rcvd.code == 4401


def test_a_socket_from_another_site_is_refused(scene):
    with pytest.raises(InvalidStatus) as refused:
        connect(
            scene.portal.url.replace("http", "ws") + "/ws/live/",
            origin="https://elsewhere.example",
            additional_headers={"Cookie": f"sessionid={scene.sessions['kern']}"},
        )
    assert refused.value.response.status_code == 403


def test_polling_brings_the_same_events_to_who_has_no_socket(scene):
    scene.reply("fresno", "We have two openings.")
    with scene.socket("kern") as window:
        window.send(json.dumps({"follow": {scene.topic: 0}}))
        by_socket = hear(window, "events")
    status, text = scene.request("kern", f"/live/{scene.topic}/?after=0")
    assert (status, json.loads(text)["events"]) == (200, by_socket["events"])


def test_nothing_that_people_write_is_in_the_log(scene):
    scene.reply("fresno", "A canary in the coal mine.")
    scene.reply("fresno", "Her SSN is 536-22-8145.")
    log = scene.portal.log.read_text()
    assert "canary" not in log
    assert "536-22" not in log
