"""A room of invented notes that can be searched, and the engines that are at hand."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator

import pytest

from search import breaker
from search.contract import sources
from search.engines import Engine
from search.engines.database import database_engine
from search.engines.elasticsearch import ElasticsearchEngine, alias_of, connect
from tests.search.notes import Notes


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> Notes:
    """The only source that search knows in this test."""
    for kind in list(sources):
        monkeypatch.delitem(sources, kind)
    room = Notes()
    monkeypatch.setitem(sources, "note", room)
    return room


@pytest.fixture
def elasticsearch_url() -> Iterator[str]:
    """An index of this test's own on the server that ELASTICSEARCH_URL names."""
    url = f"{os.environ['ELASTICSEARCH_URL'].rstrip('/')}/pact-test-{uuid.uuid4().hex[:12]}"
    breaker.succeeded()
    yield url
    client = connect(url).options(request_timeout=30)
    for name in client.indices.get(index=f"{alias_of(url)}-*"):
        client.indices.delete(index=name)
    client.close()


@pytest.fixture
def engine_of() -> Callable[[str], ElasticsearchEngine]:
    """An engine for an address, with more patience than a page has."""
    return lambda url: ElasticsearchEngine(connect(url).options(request_timeout=30), alias_of(url))


@pytest.fixture(params=["database", pytest.param("elasticsearch", marks=pytest.mark.server("elasticsearch"))])
def engine(request: pytest.FixtureRequest, db: None, engine_of: Callable[[str], ElasticsearchEngine]) -> Engine:
    """Each engine in turn, empty."""
    if request.param == "database":
        return database_engine()
    outside = engine_of(request.getfixturevalue("elasticsearch_url"))
    outside.rebuild([])
    return outside
