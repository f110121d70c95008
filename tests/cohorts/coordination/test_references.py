"""References: random, sayable, and they spell nothing."""

import random
import re

from cohorts.coordination.references import DIGITS, LETTERS, drawn_from, new_reference


def test_it_reads_like_k7q_4m2():
    for _ in range(200):
        assert re.fullmatch(rf"[{LETTERS}][{DIGITS}][{LETTERS}]-[{DIGITS}][{LETTERS}][{DIGITS}]", new_reference())


def test_no_sign_is_a_vowel_or_is_mistaken_for_another():
    assert set("AEIOUY01BSZLI") & set(LETTERS + DIGITS) == set()


def test_a_seeded_source_gives_the_same_and_only_within(db):
    with drawn_from(random.Random(1)):
        first = [new_reference() for _ in range(5)]
    with drawn_from(random.Random(1)):
        again = [new_reference() for _ in range(5)]
    assert first == again
    assert [new_reference() for _ in range(5)] != first
