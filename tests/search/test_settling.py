"""What time alone changes."""

import pytest
from django.contrib.auth.models import AnonymousUser

import search
from search import Tier, settling
from search.models import IndexChange
from search.service import SearchRequest
from search.service import search as search_everything
from tests.search.notes import Note

pytestmark = pytest.mark.django_db


def titles():
    return [hit.title for hit in search_everything(SearchRequest(text="", user=AnonymousUser())).hits]


def test_what_came_is_found_and_what_went_is_forgotten(notes):
    notes.add(Note("1", "Stays"), Note("2", "Goes"))
    search.changed("note", "1", "2")
    del notes.rows["2"]
    notes.add(Note("3", "Comes"))
    settling.settle()
    assert titles() == ["Comes", "Stays"]


def test_a_settled_index_is_not_written_again(notes):
    notes.add(Note("1", "Stays"), Note("2", "Placing", lowest=Tier.PLACING))
    search.changed("note", "1", "2")
    before = IndexChange.objects.count()
    settling.settle()
    assert IndexChange.objects.count() == before
