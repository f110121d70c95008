"""What words mean to search: pure functions that turn text into tokens and what was typed into one small tree.

The engines only match, rank and count tokens that were made here, so the same words find the same set on all of them.
A token is lower-case ASCII letters and digits, whatever the script: no engine has a say in what a letter is.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import snowballstemmer

MAX_TYPED = 500  # characters of a query that are read
MAX_WORDS = 24  # words of a query that are read
MAX_FIELD_CHARACTERS = 40_000  # characters of one field that are read
MAX_FIELD_WORDS = 3_000  # words of one field that are indexed: four fields fit PostgreSQL's 16,383 positions
MAX_TOKEN = 60  # characters of one token; far below the engines' own limits (255 and 2,046)
MIN_PREFIX = 2

# Dropped from what was typed, unless nothing else is left or they stand in a phrase. Never dropped from documents.
_LITTLE_WORDS = (
    "a an and are as at be by can do for from has have i in is it my near need needs of on or our that "
    "the there this to we who with al con de del el en la las los para por que se un una y"
)
STOP_WORDS = frozenset(_LITTLE_WORDS.split())

_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ`´"))
_WORD = r"[^\W_]+"
# Joined forms: drop-in, non-minor, 24/7, THP+FC, 555.0134.
_COMPOUND = re.compile(rf"{_WORD}(?:[-‐‑‒–/.+&]{_WORD})*")
_PARTS = re.compile(_WORD)
_LETTERS_THEN_DIGITS = re.compile(r"([^\W\d_]+)(\d+)")
_PHONE = re.compile(r"\(?\b\d{3}\)?[\s.–-]*\d{3}[\s.–-]*\d{4}\b")
_TYPED = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<chunk>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))


@dataclass(frozen=True)
class Word:
    """A document that has any of these tokens: the word's stems."""

    forms: tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    """A document that has these tokens side by side, in one field."""

    tokens: tuple[str, ...]


@dataclass(frozen=True)
class Prefix:
    """A document that has a token which starts so."""

    start: str


@dataclass(frozen=True)
class AnyOf:
    """Any of these; an empty one matches nothing."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class AtLeast:
    """At least `count` of these, 12 at most. Stands only directly in the outermost AllOf."""

    count: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """None of this. Stands only directly in the outermost AllOf."""

    node: Node


@dataclass(frozen=True)
class AllOf:
    """All of these; an empty one matches everything."""

    nodes: tuple[Node, ...]

    def wanted(self) -> AllOf:
        """The part that a document must match."""
        return AllOf(tuple(node for node in self.nodes if not isinstance(node, Not)))

    def excluded(self) -> AnyOf:
        """The part that no document may match."""
        return AnyOf(tuple(node.node for node in self.nodes if isinstance(node, Not)))


Node = Word | Phrase | Prefix | AnyOf | AtLeast | Not | AllOf
NOTHING = AllOf((AnyOf(()),))


@dataclass(frozen=True)
class Tokens:
    """A text as engines store it: its words in order, and other forms by which each may be found."""

    words: tuple[str, ...]
    extra: tuple[str, ...]


def fold(text: str) -> str:
    """One spelling for what looks alike: compatibility forms, case, diacritics and invisible characters are gone."""
    if text.isascii():  # nearly all texts, in a tenth of the time
        return text.translate(_APOSTROPHES).lower()
    composed = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).casefold()
    apart = unicodedata.normalize("NFKD", composed)
    kept = "".join(char for char in apart if unicodedata.category(char) not in ("Mn", "Cf", "Cs"))
    return unicodedata.normalize("NFKC", kept)


@lru_cache(maxsize=10_000)
def code_token(facet: str, code: str) -> str:
    """The token by which a document that has this code for good is found, as if it were a word of its `terms`.

    It starts with a character that no token of a text has, so no text and no beginning of a word can be taken for it.
    """
    kept = "".join(char for char in f"{facet}{code}".lower() if char.isascii() and char.isalnum())
    return f"_{kept}"[:MAX_TOKEN]


def index(text: str) -> Tokens:
    """The tokens of one field of a document."""
    folded = fold(text[:MAX_FIELD_CHARACTERS])
    words: list[str] = []
    extra: dict[str, None] = {}
    for compound in _COMPOUND.finditer(folded):
        parts = _PARTS.findall(compound.group())
        words.extend(_token(part) for part in parts)
        extra.update(dict.fromkeys(form for part in parts for form in _other_forms(part)))
        if len(parts) > 1:
            extra.update(dict.fromkeys(forms("".join(parts))))
        if len(words) >= MAX_FIELD_WORDS:
            break
    for number in _PHONE.finditer(folded):
        digits = "".join(_PARTS.findall(number.group()))
        extra |= {_token(digits): None, _token(digits[-7:]): None}
    kept = tuple(words[:MAX_FIELD_WORDS])
    have = frozenset(kept)
    return Tokens(kept, tuple(form for form in extra if form not in have)[:MAX_FIELD_WORDS])


@dataclass(frozen=True)
class Piece:
    """One thing as it was typed: a word, a joined form, a phrase in quotes, or a beginning.

    `words` are its folded words in order; `node` finds it as it stands. `is_quoted`: it means only itself.
    """

    words: tuple[str, ...]
    node: Node
    is_excluded: bool = False
    is_quoted: bool = False
    is_stop_word: bool = False


def pieces(text: str) -> Iterator[Piece]:
    """What was typed, one piece after the other. Text without a word in it has none."""
    for match in _TYPED.finditer(straight(text)):
        found = _phrase(match["phrase"]) if match["phrase"] is not None else _chunk(match["chunk"])
        for piece in found:
            yield replace(piece, is_excluded=True) if match["minus"] else piece


def straight(text: str) -> str:
    """Curly and angled quotation marks as straight ones."""
    return text.translate(_QUOTES)


def split(folded: str) -> tuple[str, ...]:
    """The words of a folded text, joined forms taken apart."""
    return tuple(_PARTS.findall(folded))


def word_node(words: Sequence[str]) -> Node:
    """What finds these folded words: one by its stems, several side by side in any of their forms or as one word."""
    if len(words) == 1:
        return _compound(words[0])
    return Phrase(tuple(_token(word) for word in words))


def _phrase(text: str) -> Iterator[Piece]:
    words = split(fold(text))[:MAX_WORDS]
    tokens = tuple(_token(word) for word in words)
    if tokens:
        yield Piece(words, Phrase(tokens) if len(tokens) > 1 else Word(tokens), is_quoted=True)


def _chunk(text: str) -> Iterator[Piece]:
    folded = fold(text)
    beginning = "".join(split(folded))
    if text.endswith("*") and len(beginning) >= MIN_PREFIX:
        yield Piece((beginning,), Prefix(_token(beginning)), is_quoted=True)
        return
    for compound in _COMPOUND.finditer(folded):
        typed = compound.group()
        yield Piece(split(typed), _compound(typed), is_stop_word=typed in STOP_WORDS)


def _compound(text: str) -> Node:
    """A word, or a joined form: both how it was typed and the other way round are found."""
    parts = split(text)
    code = _LETTERS_THEN_DIGITS.fullmatch(text)
    if code:
        parts = code.groups()
    word = Word(forms("".join(parts)))
    if len(parts) == 1:
        return word
    return AnyOf((Phrase(tuple(_token(part) for part in parts[:MAX_WORDS])), word))


def _other_forms(word: str) -> Iterator[str]:
    yield from forms(word)
    split = _LETTERS_THEN_DIGITS.fullmatch(word)
    if split:
        yield from (_token(part) for part in split.groups())


@lru_cache(maxsize=50_000)
def forms(word: str) -> tuple[str, ...]:
    """The tokens by which a word is found: its English and its Spanish stem; a number or a code is itself."""
    if not word.isalpha():
        return (_token(word),)
    with _stemming:
        stems = (_english.stemWord(word), _spanish.stemWord(word))
    return tuple(dict.fromkeys(_token(stem) for stem in stems))


def _token(word: str) -> str:
    """ASCII letters and digits that stand for the word; other scripts are spelled out, so that a beginning stays one."""
    if not word.isascii():
        word = "".join(char if char.isascii() else f"x{ord(char):x}x" for char in word)
    return word[:MAX_TOKEN]


# Stemmers keep the word that they work on: one thread at a time.
_stemming = threading.Lock()
_english = snowballstemmer.stemmer("english")
_spanish = snowballstemmer.stemmer("spanish")
