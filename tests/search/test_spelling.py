"""Which words a tier has, and which of them were meant."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

import search
from search import Tier, outbox, spelling
from search.engines.database import database_engine
from search.language import index
from search.models import WordCount
from search.nearby import NearbyWords, osa_distance
from search.spelling import EVERY, Correction, WordChange, compact, corrections, forget, known
from tests.search.notes import Note


def came(*texts, tier=Tier.PUBLIC):
    change = WordChange()
    for text in texts:
        change.came(tier, [index(text)])
    change.save()


def gone(*texts, tier=Tier.PUBLIC):
    change = WordChange()
    for text in texts:
        change.gone(tier, [index(text)])
    change.save()


def meant(word, tier=Tier.PUBLIC):
    return [correction.word for correction in corrections(word, tier)]


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("shelter", "shelter", 0),
        ("shelter", "sheltr", 1),
        ("shelter", "sheltter", 1),
        ("shelter", "sheltar", 1),
        ("shelter", "shetler", 1),
        ("therapist", "thearpsit", 2),
        ("advocate", "advacote", 2),
        ("ca", "abc", 3),
        ("shelter", "agency", 3),
    ],
)
def test_a_slip_is_a_letter_left_out_put_in_changed_or_swapped_with_the_next(one, other, distance):
    assert osa_distance(one, other, 2) == osa_distance(other, one, 2) == distance


@given(st.sets(st.text("abc", min_size=3, max_size=9), max_size=30), st.text("abc", min_size=4, max_size=10))
def test_the_index_finds_just_the_words_that_counting_slips_would(words, typed):
    nearby = NearbyWords()
    nearby.add(words)
    allowed = 2 if len(typed) >= 8 else 1
    slow = {word: osa_distance(word, typed, allowed) for word in words if word != typed}
    assert nearby.within(typed, allowed) == {word: slips for word, slips in slow.items() if slips <= allowed}


def test_words_learned_later_are_found_as_well():
    nearby = NearbyWords()
    nearby.add(["shelter", "x", "ab12", "größe"])
    nearby.add(["sheltered", "shelters", "shelter"])
    assert (len(nearby), "sheltered" in nearby, "ab12" in nearby) == (3, True, False)
    assert nearby.within("sheltere", 2) == {"shelter": 1, "sheltered": 1, "shelters": 1}


@pytest.mark.django_db
def test_a_word_is_known_by_its_documents_in_any_form_and_in_its_tier_only(django_assert_num_queries):
    came("Two shelters for girls", "A shelter, open 24/7", "Drop-in for TAY, AB12")
    came("confidential farmhouse", tier=Tier.PLACING)
    words = ["shelters", "shelter", "sheltering", "dropin", "ab12", "247", "farmhouse", "nothing"]
    with django_assert_num_queries(1):
        found = known(words, Tier.PUBLIC)
    assert found == dict(zip(words, [2, 2, 2, 1, 1, 1, 0, 0], strict=True))
    assert known(["farmhouse"], Tier.PLACING) == {"farmhouse": 1}
    with django_assert_num_queries(0):
        assert known([], Tier.PUBLIC) == {}


@pytest.mark.django_db
def test_a_correction_is_a_word_of_the_tier_nearest_first_then_that_of_most_documents(django_assert_num_queries):
    came("shelter", "shelter", "sheltered youth", "smelter")
    with django_assert_num_queries(2):
        found = corrections("shelterd", Tier.PUBLIC)
    assert found == [Correction("shelter", 1, 3), Correction("sheltered", 1, 1), Correction("smelter", 2, 1)]
    assert corrections("shelterd", Tier.PUBLIC, limit=1) == found[:1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("bd", []),  # too short
        ("bde", []),
        ("gilrs", ["girls"]),
        ("gurlz", []),  # two slips in a short word
        ("thearpsit", ["therapist"]),
        ("consejria", ["consejeria"]),
        ("therapist", []),  # itself is no correction
        ("ab12", []),
        ("girls1", []),
        ("", []),
    ],
)
def test_long_words_may_hold_two_slips_short_ones_one(typed, expected):
    came("A bed for girls with a therapist, consejería, AB12")
    assert meant(typed) == expected


@pytest.mark.django_db
def test_a_stem_is_never_offered_as_a_word():
    came("pregnancies")
    assert known(["pregnancy"], Tier.PUBLIC) == {"pregnancy": 1}
    assert meant("pregnancie") == ["pregnancies"]
    assert meant("pregnancx") == []  # "pregnanc", the stem, is one slip away


@pytest.mark.django_db
def test_a_word_of_a_higher_tier_or_of_a_document_that_is_gone_is_never_offered():
    came("The farmhouse", tier=Tier.PLACING)
    came("A greenhouse")
    assert [meant("farmhuose", tier) for tier in Tier] == [[], [], ["farmhouse"]]
    gone("A greenhouse")
    assert (meant("greenhuose"), known(["greenhouse"], Tier.PUBLIC)) == ([], {"greenhouse": 0})


@pytest.mark.django_db
def test_an_edit_writes_only_what_differs():
    came("A bed for girls in Kern")
    before = WordCount.objects.count()
    change = WordChange()
    change.gone(Tier.PUBLIC, [index("A bed for girls in Kern")])
    change.came(Tier.PUBLIC, [index("A bed for boys in Kern")])
    change.save()
    added = WordCount.objects.order_by("pk")[before:]
    assert {(row.word, row.documents, row.written) for row in added} == {
        ("girls", -1, -1),
        ("girl", -1, 0),
        ("boys", 1, 1),
        ("boy", 1, 0),
    }


@pytest.mark.django_db
def test_adding_up_changes_no_count_and_leaves_one_row_for_each_word():
    for _ in range(3):
        came("Shelters for girls", "Beds")
    gone("Beds", "Beds", "Beds")
    words = ["shelter", "girls", "beds"]
    before = known(words, Tier.PUBLIC)
    compact()
    assert known(words, Tier.PUBLIC) == before == {"shelter": 3, "girls": 3, "beds": 0}
    assert sorted(WordCount.objects.values_list("word", "documents", "written")) == [
        (EVERY, 3, 0),
        ("for", 3, 3),
        ("girl", 3, 0),
        ("girls", 3, 3),
        ("shelter", 3, 0),
        ("shelters", 3, 3),
    ]


@pytest.mark.django_db
def test_an_emptied_index_has_no_word():
    came("A greenhouse")
    forget()
    assert (known(["greenhouse"], Tier.PUBLIC), meant("greenhuose")) == ({"greenhouse": 0}, [])


@pytest.mark.django_db
def test_words_that_another_process_wrote_are_learned(monkeypatch):
    WordCount.objects.create(tier=Tier.PUBLIC, word="quixotism", documents=1, written=1)
    monkeypatch.setattr(spelling, "_learned", 0)  # as in a process that has not read any word yet
    assert meant("quixotsim") == ["quixotism"]


@pytest.mark.django_db
def test_random_words_never_raise():
    came("shelter")
    rng = random.Random(4)
    for _ in range(50):
        word = "".join(rng.choices(string.printable + "éñ山", k=rng.randint(0, 12)))
        known([word], Tier.PUBLIC)
        corrections(word, Tier.PUBLIC)


@pytest.mark.django_db
def test_what_the_index_loses_and_gets_is_counted_with_it(notes):
    notes.add(Note("1", "Old name", body="drop-in at (559) 555-0134"), Note("2", "Farmhouse", lowest=Tier.PLACING))
    search.changed("note", "1", "2")
    words = ["old", "name", "dropin", "5595550134", "farmhouse"]
    assert [list(known(words, tier).values()) for tier in Tier] == [[1, 1, 1, 1, 0], [1, 1, 1, 1, 0], [1, 1, 1, 1, 1]]
    assert [meant("farmhuose", tier) for tier in Tier] == [[], [], ["farmhouse"]]
    notes.rows["1"] = Note("1", "New name")
    notes.rows["2"].lowest = Tier.PUBLIC
    search.changed("note", "1", "2")
    assert list(known(words, Tier.PUBLIC).values()) == [0, 1, 0, 0, 1]
    notes.rows.clear()
    search.changed("note", "1", "2")
    assert [set(known(words, tier).values()) for tier in Tier] == [{0}, {0}, {0}]
    assert [meant("farmhuose", tier) for tier in Tier] == [[], [], []]


@pytest.mark.django_db
def test_a_rebuild_counts_anew(notes):
    came("left over")
    notes.add(Note("1", "Name"))
    database_engine().rebuild(outbox.everything())
    assert known(["left", "name"], Tier.PUBLIC) == {"left": 0, "name": 1}
