"""A search asked in reverse gives the engine's own answer."""

import datetime

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import Near, SearchDocument, Tier, TimedCode
from search.engines import Question
from search.engines.database import database_engine
from search.language import AllOf, AtLeast, Not, Phrase, Prefix, Word, code_token
from search.reverse import Standing, Trees, matches, selection
from tests.search.typed import tree_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = datetime.timedelta(hours=1)
TEXTS = [
    "Casa Robles shelter. Emergency beds for girls. Drop-in center, call (559) 555-0134.",
    "Almond STRTP under AB 12, sheltering boys and nonminor dependents.",
    "Refugio para niñas. Camas y consejería en español.",
    "Foster family agency, homes for non-minor dependents. No group home.",
    "The dropin club: AB12 advice, family of foster parents.",
    "",
]
WORDS = [
    "shelter",
    "Shelters",
    "girls",
    "cama",
    "CONSEJERIA",
    "nonminor",
    "non-minor",
    "drop-in",
    "AB12",
    "5595550134",
    '"foster family"',
    "foster family",
    "family -foster",
    "shel*",
    "home",
    "...",
    "girls -robles",
]


def document(text="", title="", facets=None, timed=(), place=None):
    return SearchDocument("note", "1", Tier.MEMBER, {"title": title, "body": text}, facets or {}, 1, timed, place)


EVERYTHING = AllOf(())


def found_by_the_engine(made, tree=EVERYTHING, **asked):
    engine = database_engine()
    engine.rebuild([{("note", "1"): [made]}])
    facets = asked.pop("facets", {})
    question = Question(tree, Tier.MEMBER, (), facets, NOW, **asked)
    return bool(engine.find(question).total)


@pytest.mark.parametrize("text", TEXTS)
def test_words_match_a_document_as_in_the_engine(text):
    made = document(text, title="Harbor program")
    trees = [tree_of(words) for words in ["", *WORDS]]
    assert [matches(tree, made, NOW) for tree in trees] == [found_by_the_engine(made, tree) for tree in trees]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    text=st.lists(st.sampled_from(sorted({word for text in TEXTS for word in text.split()})), max_size=12),
    typed=st.lists(st.sampled_from(WORDS), max_size=4),
)
def test_any_words_match_any_document_as_in_the_engine(text, typed):
    made, tree = document(" ".join(text)), tree_of(" ".join(typed))
    assert matches(tree, made, NOW) == found_by_the_engine(made, tree)


@pytest.mark.parametrize(
    "node",
    [
        AtLeast(1, (Word(("almond",)), Word(("walnut",)))),
        AtLeast(2, (Word(("almond",)), Word(("walnut",)))),
        Word((code_token("need", "pets"),)),
        Word((code_token("need", "medication"),)),
        Phrase(("almond", "hous")),
        Phrase(("almond", "house")),
        Prefix("alm"),
        Not(Prefix("alm")),
        Not(Word(("walnut",))),
    ],
)
def test_every_kind_of_node_is_judged_as_in_the_engine(node):
    made, tree = document(title="Almond house", facets={"need": ("pets",)}), AllOf((node,))
    assert matches(tree, made, NOW) == found_by_the_engine(made, tree)


TIMED = (
    TimedCode("availability", "capacity", None, NOW + HOUR),
    TimedCode("availability", "unknown", NOW + HOUR),
    TimedCode("open_for", "girls", NOW - 2 * HOUR, NOW - HOUR),
)
FACETS = {"county": ("kern", "kings"), "need": ()}


@pytest.mark.parametrize(
    ("facet", "codes", "has"),
    [
        ("county", ("kern",), True),
        ("county", ("inyo", "kings"), True),
        ("county", ("inyo",), False),
        ("county", ("unstated",), False),
        ("need", ("unstated",), True),
        ("need", ("pets",), False),
        ("availability", ("capacity",), True),
        ("availability", ("unknown",), False),
        ("open_for", ("girls",), False),
        ("open_for", ("unstated",), True),
        ("language", ("unstated",), False),
    ],
)
def test_codes_stand_now_as_in_the_engine(facet, codes, has):
    made = document(facets=FACETS, timed=TIMED)
    assert Standing(made, NOW).passes([selection(facet, codes)]) is has
    assert found_by_the_engine(made, facets={facet: codes}) is has


def test_codes_that_come_and_go_do_so_at_their_moment():
    made = document(facets=FACETS, timed=TIMED)
    later = Standing(made, NOW + HOUR)
    assert later.passes([selection("availability", ["unknown"])])
    assert not later.passes([selection("availability", ["capacity"])])


@pytest.mark.parametrize(
    ("place", "miles", "is_near"),
    [
        ((35.4, -119.0), 25, True),
        ((36.7, -119.8), 25, False),
        ((36.7, -119.8), 200, True),
        (None, 25, False),
        (None, None, True),
    ],
)
def test_distance_is_judged_as_in_the_engine(place, miles, is_near):
    made, near = document(place=place), Near(35.37, -119.02, miles)
    assert Standing(made, NOW).is_near(near) is is_near
    assert found_by_the_engine(made, near=near) is is_near


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("", True),
        ("shelter girls", True),
        ("albergue", True),
        ("shelter boys -robles", False),
        ("...", False),
        ("walnut", False),
    ],
)
def test_a_text_asks_for_all_that_was_typed_with_its_synonyms(typed, fits):
    made = document(TEXTS[0])
    assert Standing(made, NOW).matches(Trees().of(typed, Tier.MEMBER)) is fits


def test_a_literal_text_asks_for_its_words_alone():
    made = document(TEXTS[0])
    assert not Standing(made, NOW).matches(Trees().of("albergue", Tier.MEMBER, literal=True))
