"""What a process remembers of the index is that of its transaction, and costs a known number of SQL queries."""

import datetime
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone

import search
from search import Near, Tier, TimedCode
from search.engines import Question, catalogs
from search.engines.database import database_engine
from search.language import AllOf
from search.models import CHANGES_KEPT, IndexChange
from search.outbox import tidy
from tests.search.notes import Note
from tests.search.typed import tree_of

pytestmark = pytest.mark.django_db


def find(typed="", **fields):
    return database_engine().find(Question(tree_of(typed), Tier.PUBLIC, ("note",), {}, timezone.now(), **fields))


def found(typed="", **fields):
    return [pk for _, pk in find(typed, **fields).keys]


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_a_question_takes_one_query_and_more_only_for_scores_texts_and_what_changed(
    notes, rows, django_assert_num_queries
):
    notes.add(*(Note(f"{number:02}", "Bed") for number in range(rows)))
    search.changed("note", *notes.rows)
    with django_assert_num_queries(3):  # the question, the changes, the documents
        find()
    with django_assert_num_queries(1):
        find()
    with django_assert_num_queries(2):  # and the scores
        find("bed")
    with django_assert_num_queries(3):  # and the texts
        find("bed", with_texts=True)
    notes.add(Note("00", "Couch"))
    search.changed("note", "00")
    with django_assert_num_queries(4):
        find("couch")


def test_a_change_that_is_rolled_back_is_not_remembered(notes, django_assert_num_queries):
    notes.add(Note("1", "Bed"))
    search.changed("note", "1")
    assert found() == ["1"]
    try:
        with transaction.atomic():
            notes.add(Note("2", "Couch"))
            search.changed("note", "2")
            assert found() == ["1", "2"]
            raise RuntimeError
    except RuntimeError:
        pass
    with django_assert_num_queries(1):  # what was remembered before still stands
        assert found() == ["1"]
    notes.add(Note("3", "Armchair"))
    search.changed("note", "3")
    assert found() == ["3", "1"]


def test_many_changes_are_followed_one_by_one_and_then_read_at_once(notes, monkeypatch):
    monkeypatch.setattr(catalogs, "MOST_FOLLOWED", 5)
    for number in range(12):
        notes.add(Note(str(number % 4), f"Title {9 - number % 3}", version=number))
        search.changed("note", str(number % 4))
        expected = sorted(notes.rows.values(), key=lambda note: (note.title, note.pk))
        assert found() == [note.pk for note in expected]


def test_old_changes_are_forgotten_and_the_index_is_read_as_a_whole(notes, monkeypatch):
    monkeypatch.setattr("search.models.CHANGES_KEPT", 3)
    for number in range(6):
        notes.add(Note(str(number), "Bed"))
        search.changed("note", str(number))
        found()
    tidy()
    assert (IndexChange.objects.count(), CHANGES_KEPT) == (3, 500)
    assert found() == list("012345")


def test_moments_may_come_in_any_order(notes):
    start = timezone.now()
    hours = [start + datetime.timedelta(hours=number) for number in range(8)]
    spans = tuple(TimedCode("room", str(at), since, until) for at, (since, until) in enumerate(pairwise(hours)))
    notes.add(Note("1", "One", timed=spans))
    search.changed("note", "1")
    for at in (0, 6, 2, 2, 5, 0, 3):
        question = Question(AllOf(()), Tier.PUBLIC, ("note",), {}, hours[at] + datetime.timedelta(minutes=1))
        assert database_engine().find(question).facet_counts["room"] == {str(at): 1}


def test_changed_documents_stand_in_the_order_of_names_and_of_miles(notes):
    far, near = (41.6, -120.5), (36.7, -119.8)
    notes.add(Note("1", "Beta", place=far), Note("2", "Delta", place=near), Note("3", "Zeta"))
    search.changed("note", *notes.rows)
    assert found() == ["1", "2", "3"]
    notes.add(Note("4", "Alpha", place=far), Note("5", "Gamma", place=near), Note("6", "Epsilon"))
    search.changed("note", "4", "5", "6")
    assert found() == ["4", "1", "2", "6", "5", "3"]
    assert found(near=Near(*near)) == ["2", "5", "4", "1", "6", "3"]
    assert found(near=Near(*near, miles=10)) == ["2", "5"]
    assert [found(near=Near(*near), offset=offset, limit=2) for offset in (0, 2, 4)] == [
        ["2", "5"],
        ["4", "1"],
        ["6", "3"],
    ]
