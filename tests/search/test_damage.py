"""A database engine whose tables are missing or damaged: searches go on by name, and one command mends it.

In a process and a database of their own, because PostgreSQL lets nobody ask on in a transaction that failed.
"""

import os
import subprocess
import sys

import pytest

from tests import databases
from tests.databases import ROOT

DAMAGES = {
    "missing": "DROP TABLE search_text_public",
    "changed behind the index": "UPDATE search_text_public_content SET c0 = 'other'",
}
SCRIPT = """
import os, sys
import django
django.setup()
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import connection
import search
from search.contract import sources
from search.service import SearchRequest, find
from tests.search.notes import Note, Notes

room = Notes()
sources.clear()
sources["note"] = room
room.add(Note("1", "Casa Robles", "beds"), Note("2", "Almond House", "Robles"))
call_command("search_rebuild")

def ask(text):
    page = find(SearchRequest(text=text, user=AnonymousUser()))
    print(text, [pk for _, pk in page.keys], *page.notes)

def examine(**options):
    try:
        call_command("search_doctor", **options)
    except CommandError as error:
        print(error)

ask("robles")
with connection.cursor() as cursor:
    cursor.execute(sys.argv[1])
if "DROP" in sys.argv[1]:
    ask("robles")
    ask("")
examine()
examine(repair=True)
ask("robles")
"""
FOUND = "robles ['1', '2']"
HEALTHY = "database: 6 documents expected, 0 missing, 0 left over, 0 differing"
ADVICE = "An engine differs from the database. Run manage.py search_doctor --repair."


def said(damage):
    with databases.copy_of(databases.template(demo=False)) as url:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, DAMAGES[damage]],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url, "REDIS_URL": "", "ELASTICSEARCH_URL": ""},
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_where_the_table_is_missing_names_are_searched_and_the_doctor_makes_it_anew():
    note = "Search is being repaired: for now it looks through names alone. If you miss something, look in the lists."
    lines = said("missing")
    assert lines[:4] == ["database: 6 documents", FOUND, f"robles ['1'] {note}", " ['2', '1']"]
    assert lines[5].startswith("database is damaged: search_text_public: ")
    assert lines[6:] == [ADVICE, HEALTHY, FOUND]


@pytest.mark.sqlite  # PostgreSQL keeps its indexes right by itself
def test_where_the_index_is_not_that_of_its_texts_the_doctor_says_so_and_makes_it_anew():
    lines = said("changed behind the index")
    assert lines[3].startswith("database is damaged: search_text_public: ")
    assert lines[4:] == [ADVICE, HEALTHY, FOUND]
