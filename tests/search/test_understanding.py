"""What was typed, taken apart: tables of texts with what is read in them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import search
from search import Tier, reading
from search.query import Role
from search.understanding import CHARACTERS_NOTE, NO_WORD_NOTE, WORDS_NOTE, understand
from tests.search.lexicons import LEXICON
from tests.search.notes import Note

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lexicon(monkeypatch):
    monkeypatch.setattr(reading, "_lexicons", {"tests": lambda: LEXICON})


def understood(typed, **options):
    return understand(typed, Tier.PUBLIC, **options)


def read(typed, **options):
    return [
        (unit.typed, unit.role.value, *sorted(each.code for each in unit.meanings))
        for unit in understood(typed, **options).units
    ]


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("girls", [("girls", "topic", "girls")]),
        ("Niña", [("nina", "topic", "girls")]),
        ("she strtp", [("she", "manner", "girls"), ("strtp", "topic", "strtp")]),
        ("trans girl", [("trans girl", "topic", "girls"), ("trans girl", "topic", "transgender")]),
        ("bed tonight", [("bed", "topic", "placement"), ("tonight", "manner", "capacity")]),
        ("cama esta noche", [("cama", "topic"), ("esta noche", "manner", "capacity")]),
        ("nmd with a 1 yr old", [("nmd", "topic"), ("with a baby", "topic", "parenting")]),
        ("girl 15 fresno", [("girl", "topic", "girls"), ("fresno", "place", "fresno")]),
        (
            "refugio para niña en la sierra",
            [("refugio", "topic"), ("nina", "topic", "girls"), ("sierra", "place", "sierra")],
        ),
        ("strtp la", [("strtp", "topic", "strtp"), ("la", "place", "los-angeles")]),
        ("559 555 0134", [("559 555 0134", "topic")]),
        ("need help", [("help", "topic")]),
        ('"foster family"', [("“foster family”", "topic")]),
        ("shel*", [("shel*", "topic")]),
    ],
)
def test_each_thing_that_was_asked_for_is_one_unit(typed, units):
    assert read(typed) == units


def test_the_words_alone_are_read_when_asked_for_the_words_alone():
    assert read("girls in fresno", literal=True) == [("girls", "topic"), ("in", "topic"), ("fresno", "topic")]


@pytest.mark.parametrize(
    ("typed", "excluded"),
    [
        ("no group homes", 1),
        ("beds not strtp", 1),
        ("bed not a group home", 1),
        ("bed -shelter", 1),
        ("no bed", 0),
        ("not tonight", 0),
    ],
)
def test_only_types_and_populations_are_excluded_by_a_no(typed, excluded):
    assert len(understood(typed).excluded) == excluded


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("boy from oakland", ["Oakland"]),
        ("boy from oakland bed in fresno", ["Fresno County"]),
        ("far from oakland", []),
        ("girl in oakland strtp far from bay area up north", ["Northern California"]),
        ("wants to leave oakland", []),
        ("cant leave oakland", ["Oakland"]),
        ("refugio cerca de oakland", ["Oakland"]),
        ("nina de oakland refugio cerca de fresno", ["Fresno County"]),
        ("refugio en orange", ["Orange County"]),
        ("bed 93721", ["ZIP 93721"]),
        ("bed central valley", ["Central Valley"]),
        ("orange or la", ["Orange County", "Los Angeles County"]),
        ("sacramneto bed", ["Sacramento County"]),
    ],
)
def test_a_place_is_where_somebody_should_be_and_not_where_they_must_not(typed, places):
    assert [place.label for place in understood(typed).places] == places


def test_things_that_mean_the_same_share_one_weight():
    one, both = understood("t visa").units, understood("t visa immigration lawyer").units
    assert one[0].information < sum(unit.information for unit in both) < 2 * one[0].information


def test_a_plain_word_of_a_sentence_is_part_of_its_story():
    units = {unit.typed: unit.role for unit in understood("girl screams strtp fresno bed tonight").units}
    assert (units["screams"], units["strtp"]) == (Role.LITTLE, Role.TOPIC)


def test_where_somebody_must_not_be_is_no_part_of_a_region():
    query = understood("bed far from oakland up north")
    assert (query.shunned, "alameda" in query.places[0].counties) == (frozenset({"alameda"}), False)


def test_the_name_of_another_state_is_no_misspelling(notes):
    notes.add(Note("1", "Putah Creek"))
    search.changed("note", "1")
    assert understood("utah").corrected == ""


def test_a_misspelled_word_is_read_as_what_it_was_meant_for(notes):
    notes.add(Note("1", "Therapy and counseling"), Note("2", "Nothing of it"))
    search.changed("note", "1", "2")
    query = understood("counsling")
    assert (query.corrected, query.is_offered) == ("counseling", True)


def test_a_word_that_only_a_higher_tier_has_is_no_correction(notes):
    notes.add(Note("1", "Counseling", lowest=Tier.MEMBER))
    search.changed("note", "1")
    assert (understood("counsling").corrected, understand("counsling", Tier.MEMBER).corrected) == ("", "counseling")


def test_long_texts_are_cut_and_texts_without_a_word_say_so():
    assert understood("bed " * 200).notes == (CHARACTERS_NOTE, WORDS_NOTE)
    assert (understood("🏠 ...").notes, understood("").notes) == ((NO_WORD_NOTE,), ())


@given(typed=st.text(max_size=120))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_can_be_typed_is_an_error(typed):
    understood(typed)
