"""The guard alone: the names that rooms list stand in the database, and have tests of their own."""

import pytest

from portal.guard import registry


@pytest.fixture(autouse=True)
def no_names_of_other_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the names that a test lists itself."""
    monkeypatch.setattr(registry, "_name_sources", [])
