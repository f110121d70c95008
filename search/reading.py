"""What phrases mean: rooms hand over lexicons, and search finds their phrases in what was typed.

A meaning is a code of a facet. It never filters by itself: it ranks, it finds documents that carry the code although
their text says it in other words, and it is offered to the reader as a filter to take or leave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from search import language
from search.contract import Code

Words = tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """A code of a facet that a phrase stands for, and how people read it."""

    facet: str
    code: str
    label: str

    @property
    def key(self) -> Code:
        return self.facet, self.code


@dataclass(frozen=True)
class Entry:
    """One meaning with its phrases.

    `names`: the thing itself, its label and acronyms. `said`: how documents say it or a part of it, so these phrases are
    also looked for in texts. `read`: what only a person who searches would type ("she", "tonite").
    """

    meaning: Meaning
    names: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    read: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        return (*self.names, *self.said, *self.read)


@dataclass(frozen=True)
class Found:
    """A phrase that was found at these words, with all that it means."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True)
class Lexicon:
    """Entries of one room.

    `rivals`: codes that shut each other out (girls and boys): a document that has only a rival's doesn't fit.
    `implied`: codes that go with a code: who asks for a type of placement asks for a placement.
    """

    entries: tuple[Entry, ...]
    rivals: Mapping[Code, frozenset[Code]] = field(default_factory=dict)
    implied: Mapping[Code, Code] = field(default_factory=dict)

    @cached_property
    def _phrases(self) -> dict[Words, dict[Meaning, None]]:
        phrases: dict[Words, dict[Meaning, None]] = {}
        for entry in self.entries:
            for phrase in entry.phrases:
                phrases.setdefault(key_of(words_of(phrase)), {})[entry.meaning] = None
        phrases.pop((), None)
        return phrases

    @cached_property
    def _longest(self) -> dict[str, int]:
        """For each first word the most words of a phrase that starts with it."""
        longest: dict[str, int] = {}
        for phrase in self._phrases:
            longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
        return longest

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of every phrase, folded: what a misspelled word may have meant."""
        return frozenset(word for entry in self.entries for phrase in entry.phrases for word in words_of(phrase))

    @cached_property
    def _said(self) -> dict[Meaning, tuple[Words, ...]]:
        said: dict[Meaning, dict[Words, None]] = {}
        for entry in self.entries:
            said.setdefault(entry.meaning, {}).update(
                dict.fromkeys(words_of(phrase) for phrase in (*entry.names, *entry.said))
            )
        return {meaning: tuple(phrases) for meaning, phrases in said.items()}

    @cached_property
    def _names(self) -> frozenset[tuple[Meaning, Words]]:
        return frozenset((entry.meaning, key_of(words_of(name))) for entry in self.entries for name in entry.names)

    def is_name(self, meaning: Meaning, words: Words) -> bool:
        """Whether the words are the thing itself, not a part of it or a word that hints at it."""
        return (meaning, key_of(words)) in self._names

    @cached_property
    def _said_keys(self) -> frozenset[tuple[Meaning, Words]]:
        return frozenset((meaning, key_of(words)) for meaning, phrases in self._said.items() for words in phrases)

    def is_said(self, meaning: Meaning, words: Words) -> bool:
        """Whether texts say it in these words, whatever their number."""
        return (meaning, key_of(words)) in self._said_keys

    @cached_property
    def meanings(self) -> dict[Code, Meaning]:
        return {entry.meaning.key: entry.meaning for entry in self.entries}

    def said(self, meaning: Meaning) -> tuple[Words, ...]:
        """How texts say it."""
        return self._said.get(meaning, ())

    def at(self, words: Sequence[str], start: int) -> Found | None:
        """The longest phrase that starts at this word."""
        keys = key_of(words[start : start + 8])
        for length in range(min(self._longest.get(keys[0], 0), len(keys)), 0, -1):
            meanings = self._phrases.get(keys[:length])
            if meanings:
                return Found(start, start + length, tuple(meanings))
        return None


_lexicons: dict[str, Callable[[], Lexicon]] = {}


def register_lexicon(room: str, lexicon: Callable[[], Lexicon]) -> None:
    """Makes a room's phrases known. Called once for every search, so it must be cheap: one SQL query at most."""
    _lexicons[room] = lexicon


def lexicons() -> tuple[Lexicon, ...]:
    return tuple(lexicon() for lexicon in _lexicons.values())


def words_of(phrase: str) -> Words:
    """A phrase as the words that stand for it in a query."""
    return language.split(language.fold(phrase))


def key_of(words: Iterable[str]) -> Words:
    """Words without their plural: "girls" and "girl" are one phrase. No stem: "medical" is not "medication"."""
    return tuple(_singular(word) for word in words)


@lru_cache(maxsize=10_000)
def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "as")):
        return word if not (word.endswith("as") and len(word) > 4) else word[:-1]
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]
