"""Fixtures that every test may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from playwright.sync_api import Browser, sync_playwright

from search.engines import catalogs
from tests import databases, needs


def pytest_configure() -> None:
    """Each worker has a Redis database of its own: clearing its cache must not empty its neighbor's."""
    url = os.environ.get("REDIS_URL", "")
    if url:
        worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        os.environ["REDIS_URL"] = f"{url.rsplit('/', 1)[0]}/{worker + 1}"  # the portal processes of tests inherit it
        settings.CACHES["default"]["LOCATION"] = os.environ["REDIS_URL"]


def _needed(item: pytest.Item) -> tuple[str, ...]:
    names = tuple(name for mark in item.iter_markers("server") for name in mark.args)
    return (*names, "chromium") if item.get_closest_marker("browser") else names


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    alone = [item for item in items if item.get_closest_marker("sqlite")] if databases.ON_POSTGRESQL else []
    if alone:
        config.hook.pytest_deselected(items=alone)
        items[:] = [item for item in items if item not in alone]


def pytest_runtest_setup(item: pytest.Item) -> None:
    lacking = needs.missing(_needed(item))
    if lacking and needs.IN_CI:
        pytest.fail(f"In CI nothing is left out, and this machine lacks {lacking}.")
    if lacking:
        pytest.skip(f"needs {lacking}")


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """A function among a test's parameters is called by its name, on every worker alike."""
    return getattr(val, "__name__", None) if callable(val) else None


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reasons = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])]
    needs.left_out.update(reason.removeprefix("Skipped: needs ") for reason in reasons if "needs " in reason)
    if needs.left_out:
        terminalreporter.section("Left out, because this machine lacks")
        for name, count in sorted(needs.left_out.items()):
            terminalreporter.write_line(f"{name}: {count} tests")


@pytest.fixture(scope="session")
def django_db_setup() -> Iterator[None]:
    """One copied, migrated database for each worker, in place of pytest-django's own."""
    with databases.copy_of(databases.template(demo=False)) as url:
        connection = connections["default"]
        connection.close()
        connection.settings_dict.update(databases.settings_of(url))
        yield
        connections.close_all()


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits, rendered fragments and what search remembers of its index: nothing of one test reaches the next."""
    cache.clear()
    catalogs.forget()


@pytest.fixture(autouse=True)
def _search_on_the_database(settings: Any) -> None:
    """Tests never commit, so an outside engine would not hear of their rows; those about it use `elasticsearch_url`."""
    settings.ELASTICSEARCH_URL = ""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for the tests of one file. While it is open its thread has an event loop running, so not for longer."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=needs.CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()
