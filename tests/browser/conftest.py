"""A real browser against a real process on a copy of the demo."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests import databases
from tests.browser.reader import Reader
from tests.servers import Portal, running_portal


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    folder = tmp_path_factory.mktemp("portal")
    with databases.copy_of(databases.template(demo=True)) as url, running_portal(url, folder) as portal:
        yield portal


@pytest.fixture
def reader(portal: Portal, chromium: Browser) -> Iterator[type[Reader]]:
    """Makes readers, each with a browser context of its own; at the end every page they opened is judged."""
    opened: list[Reader] = []

    def new(**options: object) -> Reader:
        opened.append(Reader(portal, chromium, **options))
        return opened[-1]

    yield new
    for each in opened:
        each.close()
