"""People, sessions and a thread in the database of a running portal; and a browser's view of it, without a browser."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.servers import Portal

SETTINGS = "tests.cohorts.threads.sample.settings"
TOKEN = "a" * 32
PREPARE = """
import json
from django.test import Client
from cohorts.threads import actions
from portal.accounts.factories import person
from tests.signing_in import sign_in

scenes = []
for _ in range(COUNT):
    people = {county: person(county) for county in ("kern", "fresno")}
    thread = actions.open_thread("sample", opened_by=people["kern"])
    sessions = {county: sign_in(Client(), user) for county, user in people.items()}
    scenes.append({"thread": thread.pk, "sessions": sessions})
print(json.dumps(scenes))
"""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


@dataclass(frozen=True)
class Scene:
    """One thread between Kern and Fresno on a running portal."""

    portal: Portal
    thread: int
    sessions: dict[str, str]

    @property
    def topic(self) -> str:
        return f"thread:{self.thread}"

    def request(self, county: str, path: str, data: dict[str, str] | None = None) -> tuple[int, str]:
        """What a county's browser gets: status and text. Redirects are not followed."""
        request = urllib.request.Request(
            self.portal.url + path,
            data=urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, **data}).encode() if data is not None else None,
            headers={"Cookie": f"sessionid={self.sessions[county]}; csrftoken={TOKEN}", "Accept": "application/json"},
        )
        try:
            with urllib.request.build_opener(_Stay).open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def reply(self, county: str, body: str, key: str = "") -> tuple[int, str]:
        return self.request(county, f"/threads/{self.thread}/reply/", {"body": body, "key": key or str(uuid.uuid4())})

    @contextmanager
    def socket(self, county: str, after: int | None = None, portal: Portal | None = None) -> Iterator[ClientConnection]:
        """An open socket of a county, following the thread after a number."""
        address = (portal or self.portal).url
        headers = {"Cookie": f"sessionid={self.sessions[county]}"}
        with connect(address.replace("http", "ws") + "/ws/live/", origin=address, additional_headers=headers) as window:
            if after is not None:
                window.send(json.dumps({"follow": {self.topic: after}}))
                hear(window, "heartbeat")
            yield window


def prepare(portal: Portal, count: int) -> list[Scene]:
    """That many scenes, each with people of its own."""
    printed = portal.manage("shell", "-v", "0", "-c", PREPARE.replace("COUNT", str(count)))
    return [Scene(portal, **scene) for scene in json.loads(printed.splitlines()[-1])]


def hear(window: ClientConnection, kind: str, timeout: float = 10) -> dict[str, Any]:
    """The next frame of a kind; others are passed over."""
    while True:
        frame = json.loads(window.recv(timeout=timeout))
        if frame["type"] == kind:
            return frame


def numbers(window: ClientConnection, last: int) -> list[int]:
    """The numbers of the events that arrive, until `last` has."""
    heard: list[int] = []
    while not heard or heard[-1] < last:
        heard += [event["seq"] for event in hear(window, "events")["events"]]
    return heard
