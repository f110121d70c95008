"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connections

from tests import databases


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object) -> Iterator[None]:
    """One copied, migrated database for each worker, in place of pytest-django's own."""
    with databases.copy_of(databases.template(demo=False)) as url, django_db_blocker.unblock():
        connection = connections["default"]
        connection.close()
        connection.settings_dict.update(databases.settings_of(url))
        yield
        connections.close_all()
