"""What words mean, as tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.language import (
    MAX_TOKEN,
    AllOf,
    AnyOf,
    Not,
    Phrase,
    Prefix,
    Word,
    fold,
    index,
    pieces,
)
from tests.search.typed import tree_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Consejería", "consejeria"),
        ("NIÑAS", "ninas"),
        ("ﬁrst Straße", "first strasse"),
        ("Mary’s", "marys"),
        ("be\u200bds", "beds"),
        ("１６", "16"),
    ],
)
def test_what_looks_alike_is_spelled_alike(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("typed", "nodes"),
    [
        ("", ()),
        ("   ", ()),
        ("shelters", (Word(("shelter", "shelters")),)),
        ("beds in Kern", (Word(("bed", "beds")), Word(("kern",)))),
        ("the", (Word(("the",)),)),
        ("CANS", (Word(("can", "cans")),)),
        ("refugios", (Word(("refugio", "refugi")),)),
        ('"foster family agency"', (Phrase(("foster", "family", "agency")),)),
        ("“drop in”", (Phrase(("drop", "in")),)),
        ('"unclosed phrase', (Phrase(("unclosed", "phrase")),)),
        ('"beds"', (Word(("beds",)),)),
        ("home -group", (Word(("home", "hom")), Not(Word(("group",))))),
        ('-"group home"', (Not(Phrase(("group", "home"))),)),
        ("shel*", (Prefix("shel"),)),
        ("s*", (Word(("s",)),)),
        ("drop-in", (AnyOf((Phrase(("drop", "in")), Word(("dropin",)))),)),
        ("AB12", (AnyOf((Phrase(("ab", "12")), Word(("ab12",)))),)),
        ("nonminor", (Word(("nonminor",)),)),
        ("555-0134", (AnyOf((Phrase(("555", "0134")), Word(("5550134",)))),)),
        ("山", (Word(("x5c71x",)),)),
        ("NEAR OR AND", (Word(("near",)), Word(("or",)), Word(("and",)))),
    ],
)
def test_what_was_typed_becomes_a_tree(typed, nodes):
    assert tree_of(typed) == AllOf(nodes)


@pytest.mark.parametrize("typed", ['"', "*", "- -", "🏠", "...", '""', "%_"])
def test_text_without_a_word_has_no_piece(typed):
    assert list(pieces(typed)) == []


@pytest.mark.parametrize(
    ("text", "words", "extra"),
    [
        ("Shelters", ("shelters",), ("shelter",)),
        ("drop-in", ("drop", "in"), ("dropin",)),
        ("AB12", ("ab12",), ("ab", "12")),
        ("(559) 555-0134", ("559", "555", "0134"), ("5550134", "5595550134")),
        ("24/7", ("24", "7"), ("247",)),
    ],
)
def test_a_document_keeps_its_words_in_order_and_other_forms_beside_them(text, words, extra):
    tokens = index(text)
    assert (tokens.words, tokens.extra) == (words, extra)


@given(st.text(max_size=700))
@settings(max_examples=300, deadline=None)
def test_any_text_makes_plain_tokens(text):
    tokens = index(text)
    list(pieces(text))
    for token in (*tokens.words, *tokens.extra):
        assert token.isascii() and token.isalnum() and token == token.lower() and len(token) <= MAX_TOKEN
