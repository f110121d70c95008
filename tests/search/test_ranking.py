"""The order of the best candidates: what they are about, and how they fit."""

import pytest

from search import Tier, language, reading
from search.engines import Candidate
from search.engines.stored import as_text
from search.planning import is_worth_showing
from search.ranking import rank
from search.understanding import understand
from tests.search.lexicons import LEXICON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lexicon(monkeypatch):
    monkeypatch.setattr(reading, "_lexicons", {"tests": lambda: LEXICON})


def candidate(pk, title="House", body="", miles=None, **facets):
    tokens = {"title": language.index(title), "body": language.index(body)}
    codes = frozenset((name, code) for name, each in facets.items() for code in each.split())
    terms = " ".join(language.code_token(*code) for code in sorted(codes))
    texts = {name: as_text(each) for name, each in tokens.items()} | {"terms": terms}
    return Candidate(("note", pk), texts, codes, miles)


def order(typed, *candidates, **options):
    ranked = rank(understand(typed, Tier.PUBLIC), candidates, **options)
    return "".join(each.candidate.key[1] for each in ranked)


def test_the_name_then_the_thing_itself_then_a_mention():
    rows = [
        candidate("c", body="near an equine farm"),
        candidate("a", title="Equine"),
        candidate("b", title="Equine house"),
    ]
    assert order("equine", *rows) == "abc"


def test_a_code_is_worth_as_much_as_the_words():
    rows = [candidate("b", body="other"), candidate("a", body="residential", type="strtp")]
    assert order("strtp", *rows) == "ab"


def test_who_is_only_for_the_others_comes_last_and_who_does_not_say_in_between():
    rows = [candidate("c", population="boys"), candidate("b"), candidate("a", population="girls")]
    assert order("bed girl", *rows) == "abc"


def test_a_text_that_says_no_does_not_count():
    rows = [candidate("b", body="no girl may stay"), candidate("a", body="every girl may stay")]
    assert order("girl", *rows) == "ab"


@pytest.mark.parametrize(
    ("typed", "expected"), [("strtp 15", "abdc"), ("strtp 12-17", "abdc"), ("strtp 45 year old", "abcd")]
)
def test_ages_that_fit_then_unstated_ones_then_others(typed, expected):
    ages = " ".join(str(year) for year in range(12, 18))
    rows = [
        candidate("c", "C", type="strtp", age="18 19 20"),
        candidate("d", "D", type="strtp"),
        candidate("b", "B", body="girls 12-17", type="strtp"),
        candidate("a", "A", type="strtp", age=ages),
    ]
    assert order(typed, *rows) == expected


def test_in_the_county_then_serving_it_then_beside_it_then_by_miles():
    rows = [
        candidate("e", type="strtp", miles=300.0),
        candidate("d", type="strtp", miles=90.0),
        candidate("c", type="strtp", located="kings", miles=40.0),
        candidate("b", type="strtp", county="fresno", miles=200.0),
        candidate("a", type="strtp", county="fresno", located="fresno", miles=0.0),
    ]
    assert order("strtp fresno", *rows) == "abcde"


def test_where_somebody_must_not_be_comes_last():
    rows = [
        candidate("b", type="strtp", located="alameda", miles=300.0),
        candidate("a", type="strtp", located="shasta", miles=10.0),
    ]
    assert order("strtp far from oakland", *rows) == "ab"


def test_what_fits_everything_comes_before_what_has_more_of_some():
    rows = [
        candidate("b", "Strtp strtp", body="residential program", type="strtp"),
        candidate("a", body="a strtp with horses, 90 miles away", miles=300.0, county="kings"),
    ]
    assert order("strtp horses", *rows) == "ab"


@pytest.mark.parametrize(("body", "expected"), [("a bed, no eating disorder", False), ("a bed, eating disorder", True)])
def test_nothing_fits_without_the_one_specific_thing_that_was_asked_for(body, expected):
    query = understand("eating disorder girl bed", Tier.PUBLIC)
    ranked = rank(query, [candidate("a", body=body, population="girls", kind="placement")])
    assert is_worth_showing(query, ranked) == expected


def test_a_bed_is_no_service_and_tonight_wants_an_open_one():
    rows = [
        candidate("c", kind="service"),
        candidate("b", kind="placement", availability="no-capacity"),
        candidate("a", kind="placement", availability="capacity"),
    ]
    assert order("bed tonight", *rows) == "abc"


def test_a_name_that_was_typed_stands_above_what_its_words_mean():
    rows = [candidate("b", type="strtp", body="Fresno court"), candidate("a", title="Fresno Court House", miles=200.0)]
    assert order("fresno court", *rows) == "ab"


def test_preferred_codes_and_nearness_move_a_candidate_up():
    rows = [candidate("a", miles=100.0), candidate("b", miles=5.0, availability="capacity")]
    assert order("house", *rows, prefer=(("availability", "capacity"),)) == "ba"
    assert order("house", *rows, is_near=True) == "ba"


def test_equals_stand_in_the_order_of_their_names_and_keys():
    rows = [candidate("c", "B"), candidate("b", "A"), candidate("a", "B")]
    assert order("nothing", *rows) == "bac"
