"""Ages are read as workers type them; numbers that are something else are left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.ages import OLDEST, read_ages


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("15 yo girl", ["15 years old"]),
        ("15yo", ["15 years old"]),
        ("15 y/o", ["15 years old"]),
        ("a 15 year-old", ["15 years old"]),
        ("de 15 anos", ["15 years old"]),
        ("quince anos", ["15 years old"]),
        ("girl 15", ["15 years old"]),
        ("15f", ["15 years old"]),
        ("m16", ["16 years old"]),
        ("ninas 13-17", ["13 to 17 years old"]),
        ("12 to 17", ["12 to 17 years old"]),
        ("under 12", ["under 12"]),
        ("18+", ["18 and older"]),
        ("18 and up", ["18 and older"]),
        ("6 month old", ["under 1 year old"]),
        ("2 week old baby", ["under 1 year old"]),
        ("girl fifteen", ["15 years old"]),
        ("nina quince", ["15 years old"]),
        ("15 yold", ["15 years old"]),
        ("boys 13 & 15 yo", ["13 to 15 years old"]),
        ("17 turning 18", ["17 years old", "18 years old"]),
        ("45 year old", ["45 years old"]),
        ("siblings 4 and 7", ["4 years old", "7 years old"]),
        ("24/7 advocate", []),
        ("ab 12", []),
        ("211", []),
        ("2 beds", []),
        ("5595550134", []),
        ("408 555 0152", []),
        ("72 hour hold", []),
        ("level 14 group home", []),
        ("at 2 am", []),
        ("in 3 months", []),
        ("in 2 weeks", []),
        ("14 day notice", []),
        ("fifteen beds", []),
        ("girl runs once a week", []),
        ("one kid in the home", []),
    ],
)
def test_an_age_is_read_and_another_number_is_not(typed, labels):
    assert [age.label for age in read_ages(typed)] == labels


@given(st.text(alphabet="0123456789 -/+yofmage.to", max_size=60))
def test_ages_never_overlap_and_are_in_order(typed):
    ages = read_ages(typed)
    for earlier, later in pairwise(ages):
        assert earlier.end <= later.start
    assert all(age.low <= max(age.high, OLDEST) for age in ages)
