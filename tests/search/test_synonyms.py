"""Words that are searched for one another."""

import csv
from pathlib import Path

import pytest

import search
from search import synonyms
from search.models import Synonym
from search.synonyms import Expansion, SynonymTable, spellings, words_of

SEEDS = Path(search.__file__).parent / "data" / "synonyms.csv"
ROWS = [
    ("STRTP", "short-term residential therapeutic program", True),
    ("NMD", "non-minor dependent, AB12", True),
    ("resource family", "foster family", True),
    ("FFA", "foster family agency", True),
    ("group home", "STRTP", False),
    ("consejería", "counseling, terapia", False),
]


def alternatives(typed, rows=ROWS):
    """What each part of a text also means, as text."""
    words = words_of(typed)
    return [
        (" ".join(words[found.start : found.end]), [" ".join(each) for each in found.alternatives])
        for found in SynonymTable(rows).expansions(words)
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        ("shelter", []),
        (
            "STRTP",
            [("strtp", ["short term residential therapeutic program", "shortterm residential therapeutic program"])],
        ),
        (
            "strtps",
            [("strtps", ["short term residential therapeutic program", "shortterm residential therapeutic program"])],
        ),
        ("a Short Term Residential Therapeutic Program", [("short term residential therapeutic program", ["strtp"])]),
        ("group homes", [("group homes", ["strtp"])]),
        ("nmd", [("nmd", ["non minor dependent", "nonminor dependent", "ab12", "ab 12"])]),
        ("AB 12", [("ab 12", ["nmd", "non minor dependent", "nonminor dependent"])]),
        ("nonminor dependents", [("nonminor dependents", ["nmd", "ab12", "ab 12"])]),
        ("CONSEJERIA", [("consejeria", ["counseling", "terapia"])]),
        ("counseling", []),
    ],
)
def test_a_text_is_looked_up_word_for_word_without_case_accents_or_plurals(typed, expected):
    assert alternatives(typed) == expected


def test_the_longest_phrase_comes_first_then_from_the_left():
    assert alternatives("nmd foster family agency") == [
        ("foster family agency", ["ffa"]),
        ("foster family", ["resource family"]),
        ("nmd", ["non minor dependent", "nonminor dependent", "ab12", "ab 12"]),
    ]


def test_places_count_every_word_of_the_text():
    (found,) = SynonymTable(ROWS).expansions(("a", "bed", "at", "an", "ffa"))
    assert found == Expansion(4, 5, (("foster", "family", "agency"),))


def test_one_way_is_one_way_and_no_row_leads_on_through_another():
    rows = [("rehab", "drug treatment", False), ("drug treatment", "SUD", True)]
    assert alternatives("rehab", rows) == [("rehab", ["drug treatment"])]
    assert alternatives("drug treatment", rows) == [("drug treatment", ["sud"])]
    assert alternatives("sud", rows) == [("sud", ["drug treatment"])]


def test_rows_for_the_same_words_add_up():
    assert alternatives("wrap", [("wrap", "wraparound", False), ("HFW", "wrap", True)]) == [
        ("wrap", ["wraparound", "hfw"])
    ]


def test_a_short_acronym_is_not_a_plural():
    assert alternatives("tb", [("TBS", "therapeutic behavioral services", True)]) == []


@pytest.mark.parametrize(
    ("phrase", "ways"),
    [
        ("drop-in", [("drop", "in"), ("dropin",)]),
        ("AB12", [("ab12",), ("ab", "12")]),
        ("24/7", [("24", "7"), ("247",)]),
        ("Mary’s house", [("marys", "house")]),
        ("…", []),
    ],
)
def test_a_joined_form_is_known_both_ways(phrase, ways):
    assert spellings(phrase) == ways


def test_readers_are_shown_what_staff_wrote():
    table = SynonymTable(ROWS)
    assert table.written(("nonminor", "dependent")) == "non-minor dependent"
    assert table.written(("no", "row")) == "no row"


@pytest.mark.django_db
def test_a_row_is_in_force_with_the_next_query_and_costs_one_sql_query(django_assert_num_queries):
    def meaning(word):
        with django_assert_num_queries(1):
            return [found.alternatives for found in synonyms.table().expansions((word,))]

    assert meaning("qzx") == []
    row = Synonym.objects.create(typed="QZX", also="quiet zone")
    assert meaning("qzx") == [(("quiet", "zone"),)]
    row.also = "quiet room"
    row.save()
    assert meaning("qzx") == [(("quiet", "room"),)]
    row.active = False
    row.save()
    assert meaning("qzx") == []
    row.active = True
    row.save()
    assert meaning("qzx") == [(("quiet", "room"),)]
    row.delete()
    assert meaning("qzx") == []


@pytest.mark.django_db
def test_without_a_row_nothing_is_expanded():
    synonyms.table()
    Synonym.objects.all().delete()
    assert synonyms.table().expansions(("strtp",)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("STRTP", "short term residential therapeutic program"),
        ("short-term residential therapeutic program", "strtp"),
        ("CSEC", "commercially sexually exploited"),
        ("AB12", "nmd"),
        ("THP+FC", "thp nmd"),
        ("refugio", "shelter"),
        ("shelter", "albergue"),
        ("muchachas", "girls"),
        ("runaway", "awol"),
        ("expecting", "pregnant"),
        ("shrink", "psychiatrist"),
    ],
)
def test_the_first_rows_know_the_fields_words(typed, also):
    (longest, *_) = synonyms.table().expansions(words_of(typed))
    assert tuple(also.split()) in longest.alternatives


def test_every_first_row_can_be_looked_up_and_none_leads_to_another_meaning():
    with SEEDS.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        phrases = synonyms.phrases(row["also"])
        assert 1 <= len(words_of(row["typed"])) <= synonyms.MAX_TYPED_WORDS, row
        assert phrases and all(1 <= len(words_of(phrase)) <= synonyms.MAX_ALSO_WORDS for phrase in phrases), row
        # Medi-Cal in one word means something else; FC, GH and the like stand for too much when others are typed.
        assert {("medical",), ("fc",), ("can",), ("gh",)}.isdisjoint(way for each in phrases for way in spellings(each))
