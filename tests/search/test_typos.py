"""Which slips of a hand are believed, and which words are left as they are."""

import pytest

from search.typos import distance, is_likely, nearest


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("hmogn", "hmong", 1), ("shletr", "shelter", 2), ("bed", "bed", 0), ("bed", "beds", 1), ("abc", "xyz", 9)],
)
def test_neighbors_swapped_count_once(one, other, far):
    assert distance(one, other, 2) == far


@pytest.mark.parametrize(
    ("typed", "meant", "likely"),
    [
        ("imigration", "immigration", True),
        ("hmogn", "hmong", True),
        ("helter", "shelter", True),
        ("eating", "dating", False),
        ("boss", "boys", False),
        ("somali", "small", False),
        ("screaming", "screening", False),
        ("trades", "trade", False),
    ],
)
def test_another_word_of_the_language_is_no_slip(typed, meant, likely):
    assert is_likely(typed, meant) is likely


def test_the_nearest_words_come_first_and_short_words_have_none():
    vocabulary = frozenset({"shelter", "sheltered", "respite"})
    assert nearest("shletr", vocabulary) == ((2, "shelter"),)
    assert nearest("respit", vocabulary) == ((1, "respite"),)
    assert nearest("she", vocabulary) == ()
