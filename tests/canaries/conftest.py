"""Whatever a canary's test does: no line of the log, at its most talkative, says a word that is not for everyone."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from tests.canaries.birds import Level, hidden_words, said
from tests.search.conftest import elasticsearch_url, engine_of  # noqa: F401

BUILDERS = ("factory", "faker")  # they would tell at length what a test makes


@pytest.fixture(autouse=True)
def _silent_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    for name in BUILDERS:
        caplog.set_level(logging.WARNING, logger=name)
    yield
    lines = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.get_records("call"))
    assert said(lines, hidden_words(Level.PUBLIC)) == []
