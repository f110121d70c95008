"""A room of invented notes that can be searched, and the engines that are at hand."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from search.contract import sources
from search.engines import Engine
from search.engines.database import database_engine
from search.engines.elasticsearch import ElasticsearchEngine, alias_of, connect
from tests.search.notes import Notes

SERVERS = {"elasticsearch": "ELASTICSEARCH_URL", "elasticsearch 9": "ELASTICSEARCH_9_URL"}


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> Notes:
    """The only source that search knows in this test."""
    for kind in list(sources):
        monkeypatch.delitem(sources, kind)
    room = Notes()
    monkeypatch.setitem(sources, "note", room)
    return room


@pytest.fixture(
    params=[pytest.param(variable, marks=pytest.mark.server(name), id=name) for name, variable in SERVERS.items()]
)
def elasticsearch_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An index of this test's own on each server in turn."""
    with index_on(os.environ[request.param]) as url:
        yield url


@contextmanager
def index_on(server: str) -> Iterator[str]:
    """The address of an index that nobody else has; it is removed when the block ends."""
    url = f"{server.rstrip('/')}/pact-test-{uuid.uuid4().hex[:12]}"
    yield url
    client = connect(url).options(request_timeout=30)
    for name in client.indices.get(index=f"{alias_of(url)}-*"):
        client.indices.delete(index=name)
    client.close()


@pytest.fixture
def engine_of() -> Callable[[str], ElasticsearchEngine]:
    """An engine for an address, with more patience than a page has."""
    return lambda url: ElasticsearchEngine(connect(url).options(request_timeout=30), alias_of(url))


@pytest.fixture(params=["database", *(pytest.param(name, marks=pytest.mark.server(name)) for name in SERVERS)])
def engine(
    request: pytest.FixtureRequest, db: None, engine_of: Callable[[str], ElasticsearchEngine]
) -> Iterator[Engine]:
    """Each engine in turn, empty."""
    if request.param == "database":
        yield database_engine()
        return
    with index_on(os.environ[SERVERS[request.param]]) as url:
        outside = engine_of(url)
        outside.rebuild([])
        yield outside
