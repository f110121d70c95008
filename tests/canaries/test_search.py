"""Nothing that can be asked of search tells a reader of what they may not know."""

import pytest

from portal.counties.models import County
from resources.search_documents import KIND
from search import UNSTATED, Near, suggestions
from search.service import SearchRequest, find
from tests.canaries.birds import BIRDS, SHOWN, Level, hidden_words, nonsense
from tests.canaries.readers import ONE_OF, READERS
from tests.canaries.worlds import in_both, world

pytestmark = pytest.mark.django_db

LEVELS = [pytest.param(level, id=level.name.lower()) for level in ONE_OF]
CENTERS = ("del-norte", "imperial", "inyo", "san-francisco", "tulare")
NEVER_INDEXED = {"counted_by_name"}
# A code of each facet that the canaries have.
CODES = {
    "kind": "placement",
    "type": "strtp",
    "county": "kern",
    "located": "kern",
    "owner": "kern",
    "statewide": "yes",
    "population": "boys",
    "language": "spanish",
    "access": "walk-in",
    "age": "13",
    "age_band": "13-15",
    "need": "awake-overnight",
    "trafficking": "sex",
    "funding": "afdc-fc",
    "out_of_county": "yes",
    "license": "on_probation",
    "security": "secure",
    "availability": "capacity",
    "freshness": "fresh",
    "open_for": "boys",
    "verified": "180",
}
FORMS = (
    lambda own: f"{own[:5]}*",
    lambda own: f"{own[:4]}*",
    lambda own: f"{own[:4]}{own[5]}{own[4]}{own[6:]}",  # a slip of the hand
    lambda own: f"shelter -{own}",
    lambda own: f'"{own} shelter"',
    lambda own: f"{own} girls near Fresno",
    str.upper,
)
ORDINARY = (
    "",
    "shelter",
    "shelter girls",
    "boys",
    "awake overnight",
    "sheltre",
    "q*",
    "-shelter",
    '"shelter for girls"',
    "girl 14 near Fresno tonight",
    "secure placement kern",
    nonsense(),
)


def reader_of(level):
    return READERS[ONE_OF[level]][1]()


def told(reader, typed, **asked):
    return vars(find(SearchRequest(text=typed, user=reader, kinds=(KIND,), **asked)))


def by_words(reader, level):
    """Hidden words, each in one of the ways in which words are typed, by turns; then what anybody may type."""
    turns = [FORMS[at % len(FORMS)](own) for at, own in enumerate(hidden_words(level))]
    return {typed: told(reader, typed) for typed in (*turns, *ORDINARY)}


def by_filters(reader, level):
    """Every code that any listing of the canaries' world has, and what has none of its facet."""
    chosen = [*CODES.items(), *((facet, UNSTATED) for facet in CODES)]
    return {pair: told(reader, "", facets={pair[0]: (pair[1],)}) for pair in chosen}


def by_distance(reader, level):
    return [told(reader, "", near=place) for place in places()]


def by_beginnings(reader, level):
    beginnings = sorted({own[:2] for own in hidden_words(level)} | {bird.words()["name"][:5] for bird in BIRDS})
    return {typed: suggestions.suggest(reader, typed) for typed in beginnings}


def places():
    return [
        Near(each.population_latitude, each.population_longitude) for each in County.objects.filter(slug__in=CENTERS)
    ]


WAYS = (by_words, by_filters, by_distance, by_beginnings)


@pytest.mark.parametrize("ask", WAYS)
@pytest.mark.parametrize("level", LEVELS)
def test_the_directory_answers_as_if_what_is_hidden_were_not_there(level, ask):
    reader = reader_of(level)
    full, known = in_both(level, lambda: ask(reader, level))
    assert differences(full, known) == []


@pytest.mark.parametrize("ask", WAYS)
def test_who_may_know_more_is_told_more_so_a_leak_would_be_seen(ask):
    reader = reader_of(Level.MEMBER)
    full, known = in_both(Level.PUBLIC, lambda: ask(reader, Level.PUBLIC))
    assert differences(full, known) != []


@pytest.mark.parametrize("level", LEVELS)
def test_each_reader_finds_by_the_words_that_they_may_know_and_by_no_others(level):
    reader = reader_of(level)
    with world(Level.KEEPER):
        found = {(bird.key, name): told(reader, own)["keys"] for bird in BIRDS for name, own in bird.words().items()}
    may = {
        (bird.key, name): ((KIND, str(bird.pk)),) if bird.level(name) <= level and name not in NEVER_INDEXED else ()
        for bird in BIRDS
        for name in bird.words()
    }
    assert found == may


@pytest.mark.parametrize("form", FORMS)
def test_each_way_of_typing_a_word_that_is_known_tells_of_it(form):
    reader, own = reader_of(Level.PUBLIC), SHOWN.words()["name"]
    with world(Level.PUBLIC):
        assert told(reader, form(own))["keys"] != told(reader, form(nonsense()))["keys"]


@pytest.mark.parametrize("level", LEVELS)
def test_all_listings_of_a_county_are_equally_far(level):
    reader = reader_of(level)
    with world(Level.KEEPER):
        miles = [
            set(told(reader, "", near=place, facets={"located": ("kern",)})["miles"].values()) for place in places()
        ]
    assert [len(each) for each in miles] == [1] * len(CENTERS)


def differences(full, known):
    keys = full if isinstance(full, dict) else range(len(full))
    return [key for key in keys if full[key] != known[key]]
