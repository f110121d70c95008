"""Real portal processes for tests, each on a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.databases import ROOT

START_SECONDS = 60


@dataclass(frozen=True)
class Portal:
    """A running portal: its address, the database it serves and the file that holds what it printed."""

    url: str
    database_url: str
    log: Path

    def manage(self, *args: str) -> str:
        """Runs a management command on the same database and returns what it printed."""
        return subprocess.run(
            [sys.executable, "manage.py", *args],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": self.database_url, "SITE_URL": self.url},
            check=True,
            capture_output=True,
            text=True,
        ).stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url + "/healthz", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def running_portal(database_url: str, folder: Path) -> Iterator[Portal]:
    """The embedded process (pages and sockets) on a free port; ended when the block ends."""
    port = free_port()
    portal = Portal(f"http://127.0.0.1:{port}", database_url, folder / f"portal-{port}.log")
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "SITE_URL": portal.url,
        "MEDIA_ROOT": str(folder / "media"),
        "EMAIL_URL": f"filemail://{folder / 'mail'}",
    }
    with portal.log.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "portal.asgi:application", "--port", str(port), "--log-level", "warning"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            deadline = time.monotonic() + START_SECONDS
            while not _answers(portal.url):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"The portal did not start:\n{portal.log.read_text()[-4000:]}")
                time.sleep(0.1)
            yield portal
        finally:
            process.terminate()
            process.wait(timeout=20)
