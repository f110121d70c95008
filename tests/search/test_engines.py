"""The same words find the same set on every engine."""

import datetime

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import Tier, TimedCode
from search.engines import Question
from tests.search.notes import Note
from tests.search.typed import tree_of

NOTES = [
    Note("1", "Casa Robles shelter", "Emergency beds for girls. Drop-in center, call (559) 555-0134."),
    Note("2", "Almond STRTP", "Residential program under AB 12, sheltering boys and nonminor dependents."),
    Note("3", "Refugio para niñas", "Camas y consejería en español."),
    Note("4", "Foster family agency", "Homes for non-minor dependents. No group home."),
    Note("5", "The dropin club", "AB12 advice, family of foster parents."),
]


def ask(engine, notes, typed, tier=Tier.PUBLIC, now=None, **facets):
    question = Question(tree_of(typed), tier, (), facets, now or timezone.now())
    return engine.find(question)


def fill(engine, notes, rows):
    notes.add(*rows)
    engine.rebuild([{("note", row.pk): notes.documents([row.pk]) for row in rows}])


def found(answer):
    return "".join(sorted(pk for _, pk in answer.keys))


@pytest.mark.parametrize(
    "typed_and_found",
    [
        [
            ("", "12345"),
            ("shelter", "12"),
            ("Shelters", "12"),
            ("shelter girls", "1"),
            ("emergency shelter near Fresno", ""),
            ("beds for girls", "1"),
            ("cama", "3"),
            ("ninas", "3"),
            ("CONSEJERIA", "3"),
            ("nonminor", "24"),
            ("non-minor", "24"),
            ("drop-in", "15"),
            ("dropin", "15"),
            ("AB12", "25"),
            ("ab 12", "25"),
            ("5595550134", "1"),
            ("(559) 555-0134", "1"),
            ("555-0134", "1"),
            ('"foster family"', "4"),
            ("foster family", "45"),
            ('"girls drop"', "1"),
            ('"shelter emergency"', ""),
            ('"agency homes"', ""),
            ("home -group", ""),
            ("foster -group", "5"),
            ("-shelter", "345"),
            ('-"foster family"', "1235"),
            ("resid*", "2"),
            ("consej*", "3"),
            ("* NEAR", ""),
        ]
    ],
)
def test_words_find_the_same_set_on_every_engine(engine, notes, typed_and_found):
    fill(engine, notes, NOTES)
    assert [(typed, found(ask(engine, notes, typed))) for typed, _ in typed_and_found] == typed_and_found


def test_a_match_in_the_title_comes_first_and_equals_stand_in_the_order_of_their_titles(engine, notes):
    fill(engine, notes, [Note("b", "Beta", "respite"), Note("a", "Alpha", "respite"), Note("c", "Respite", "")])
    assert [pk for _, pk in ask(engine, notes, "respite").keys] == ["c", "a", "b"]
    assert [pk for _, pk in ask(engine, notes, "").keys] == ["a", "b", "c"]


def test_a_tier_finds_only_its_own_documents(engine, notes):
    fill(
        engine,
        notes,
        [Note("1", "Open"), Note("2", "For members", lowest=Tier.MEMBER), Note("3", "P", lowest=Tier.PLACING)],
    )
    assert [found(ask(engine, notes, "", tier)) for tier in Tier] == ["1", "12", "123"]


def test_codes_of_one_facet_widen_other_facets_narrow_and_counts_ignore_their_own_selection(engine, notes):
    fill(
        engine,
        notes,
        [
            Note("1", "One", facets={"county": ("kern",), "kind": ("shelter",)}),
            Note("2", "Two", facets={"county": ("inyo", "kern"), "kind": ("agency",)}),
            Note("3", "Three", facets={"county": ("inyo",), "kind": ("shelter",)}),
        ],
    )
    everything = ask(engine, notes, "")
    assert everything.facet_counts == {"county": {"kern": 2, "inyo": 2}, "kind": {"shelter": 2, "agency": 1}}
    wide = ask(engine, notes, "", county=("kern", "inyo"))
    narrow = ask(engine, notes, "", county=("kern",), kind=("shelter",))
    assert (found(wide), found(narrow), narrow.total) == ("123", "1", 1)
    assert narrow.facet_counts == {"county": {"kern": 1, "inyo": 1}, "kind": {"shelter": 1, "agency": 1}}


def test_a_code_holds_from_its_first_moment_until_shortly_before_its_last(engine, notes):
    now = timezone.now()
    day, instant = datetime.timedelta(days=1), datetime.timedelta(microseconds=1)
    spans = (TimedCode("room", "open", now, now + day), TimedCode("room", "full", now + 2 * day))
    fill(engine, notes, [Note("1", "Comes and goes", timed=spans), Note("2", "Says nothing", facets={"room": ()})])
    moments = [now - day, now, now + day - instant, now + day, now + 3 * day, now]
    assert [ask(engine, notes, "", now=moment).facet_counts["room"] for moment in moments] == [
        {"unstated": 2},
        {"open": 1, "unstated": 1},
        {"open": 1, "unstated": 1},
        {"unstated": 2},
        {"full": 1, "unstated": 1},
        {"open": 1, "unstated": 1},
    ]
    selected = [found(ask(engine, notes, "", now=moment, room=("open", "unstated"))) for moment in moments]
    assert selected == ["12", "12", "12", "12", "2", "12"]
    assert ask(engine, notes, "", now=now, room=("full",)).facet_counts == {
        "room": {"open": 1, "unstated": 1, "full": 0}
    }


def test_a_change_replaces_the_whole_document_and_a_removal_leaves_nothing(engine, notes):
    fill(engine, notes, [Note("1", "Old name"), Note("2", "Other")])
    notes.add(Note("1", "New name", version=2, lowest=Tier.MEMBER))
    del notes.rows["2"]
    assert engine.write({("note", pk): notes.documents([pk]) for pk in "12"}) == {}
    assert sorted(engine.stand()) == [("note", "1", "member", 2), ("note", "1", "placing", 2)]
    assert (found(ask(engine, notes, "old", Tier.MEMBER)), found(ask(engine, notes, "new", Tier.MEMBER))) == ("", "1")


def test_pages_neither_repeat_nor_skip(engine, notes):
    fill(engine, notes, [Note(str(number), "Bed", "same") for number in range(1, 8)])
    pages = [
        engine.find(Question(tree_of("bed"), Tier.PUBLIC, (), {}, timezone.now(), offset=offset, limit=3))
        for offset in (0, 3, 6)
    ]
    assert [pk for page in pages for _, pk in page.keys] == list("1234567")
    assert {page.total for page in pages} == {7}


@given(typed=st.text(max_size=80))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_no_text_makes_an_engine_raise(engine, notes, typed):
    if not notes.rows:
        fill(engine, notes, NOTES)
    ask(engine, notes, typed)
