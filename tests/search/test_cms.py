"""Synonyms in the CMS: what is refused, what a row would change, who may."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

import search
from portal.accounts.factories import person
from portal.accounts.roles import Role
from search import synonyms
from search.models import Synonym
from search.synonym_rows import Effect, check_row, effects
from tests.search.notes import Note
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    sign_in(client, person(county=None, role=Role.STAFF))
    return client


def index(notes, *bodies):
    notes.add(*(Note(str(number), f"Note {number}", body) for number, body in enumerate(bodies)))
    search.changed("note", *notes.rows)


def row(typed="zed", also="last letter", **fields):
    return {"typed": typed, "also": also, "active": "on", "note": "", **fields}


@pytest.mark.parametrize(
    ("typed", "also", "problems"),
    [
        ("STRTP unit", "residential unit", {}),
        ("…", "x", {"typed": ["Give one to 5 words: longer texts are hardly ever typed the same way."]}),
        (
            "one two three four five six",
            "x",
            {"typed": ["Give one to 5 words: longer texts are hardly ever typed the same way."]},
        ),
        (
            "the",
            "x",
            {"typed": ["“the” is a little word that searches leave out. Give a word that says something."]},
        ),
        ("strtp", "x", {"typed": ["There is a row for “STRTP” already. Add your words to that one."]}),
        ("dropin", "x", {"typed": ["There is a row for “drop-in” already. Add your words to that one."]}),
        ("zed", " , ", {"also": ["Give at least one word or phrase that is searched as well."]}),
        ("zed", "last, of", {"also": ["“of” is a little word that searches leave out. Leave it out here too."]}),
        ("zed", "last, Last", {"also": ["“Last” stands in this row twice. Leave one out."]}),
        ("zed", "ZED", {"also": ["“ZED” stands in this row twice. Leave one out."]}),
        (
            "zed",
            "a b c d e f g h i",
            {"also": ["“a b c d e f g h i” has 9 words. Give one to 8, or split it by commas."]},
        ),
    ],
)
def test_a_row_that_does_no_good_is_refused_with_a_sentence(typed, also, problems):
    try:
        check_row(typed, also, both_ways=False)
    except ValidationError as refused:
        assert refused.message_dict == problems
    else:
        assert problems == {}


def test_a_row_may_keep_its_own_words():
    check_row("STRTP", "residential unit", both_ways=True, row=Synonym.objects.get(typed="STRTP").pk)


def test_a_word_that_stands_nearly_everywhere_is_refused(notes):
    index(notes, *["youth bed"] * 60, *["shelter"] * 20)
    told = "“youth” stands in 60 of 80 things that can be found, so this row would bring up nearly everything. "
    with pytest.raises(ValidationError) as refused:
        check_row("zed", "youth, shelter", both_ways=False)
    assert refused.value.message_dict == {"also": [told + "Use a narrower word."]}
    check_row("youth", "zed", both_ways=False)
    with pytest.raises(ValidationError) as refused:
        check_row("youth", "zed", both_ways=True)
    assert refused.value.message_dict == {"typed": [told + "Use a narrower word."]}


def test_what_a_row_changes_is_counted_before_it_is_in_force(notes):
    index(notes, "zed", "the last letter", "last of all", "zed is the last letter", "a drop-in", "dropin")
    assert effects("zed", "last letter", both_ways=False) == [Effect("zed", 2, 3)]
    assert effects("zed", "last letter, drop-in", both_ways=True) == [
        Effect("zed", 2, 5),
        Effect("last letter", 2, 5),
        Effect("drop-in", 2, 5),
    ]


def test_staff_see_what_changes_then_save_and_the_next_search_follows(notes, staff):
    index(notes, "zed", "the last letter")
    add = reverse("synonym:add")
    shown = staff.post(add, row(preview="1"))
    assert shown.context["effects"] == [Effect("zed", 1, 2)]
    assert "Nothing has been saved yet" in shown.content.decode()
    assert not Synonym.objects.filter(typed="zed").exists()
    saved = staff.post(add, row())
    assert saved.status_code == 302
    assert synonyms.table().expansions(("zed",))[0].alternatives == (("last", "letter"),)
    made = Synonym.objects.get(typed="zed")
    edit = reverse("synonym:edit", args=[made.pk])
    assert staff.post(edit, row(also="final letter", preview="1")).context["effects"] == [Effect("zed", 1, 1)]
    staff.post(edit, row(also="final letter"))
    assert synonyms.table().expansions(("zed",))[0].alternatives == (("final", "letter"),)
    staff.post(reverse("synonym:delete", args=[made.pk]))
    assert synonyms.table().expansions(("zed",)) == []


def test_a_refused_row_comes_back_with_what_was_typed(staff):
    for extra in ({}, {"preview": "1"}):
        shown = staff.post(reverse("synonym:add"), row(also="of", **extra))
        assert "is a little word that searches leave out" in shown.content.decode()
        assert 'value="zed"' in shown.content.decode()
    assert not Synonym.objects.filter(typed="zed").exists()


def test_the_list_opens(staff):
    assert "short-term residential" in staff.get(reverse("synonym:index"), {"q": "STRTP"}).content.decode()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MEMBER])
def test_rows_are_for_those_who_publish(client, role):
    sign_in(client, person(role=role))
    for address in (reverse("synonym:index"), reverse("synonym:add")):
        assert client.get(address).status_code == 403
