"""Settings are set by variables, and every variable is documented."""

import re

import pytest
from django.db import connection

from tests.databases import ROOT


def test_the_deployment_page_lists_exactly_the_variables_that_are_read():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "portal" / "settings.py").read_text()))
    table = (ROOT / "docs" / "deployment.md").read_text().split("## Variables")[1].split("## ")[0]
    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))
    assert listed == read


@pytest.mark.server("postgresql")
@pytest.mark.django_db
def test_postgresql_does_not_compile_queries():
    """The links of the layout took it two seconds on every page, on a database that it had not yet counted."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
