"""The units of a query: one thing asked for each, with every way in which a document may have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from search import language, whereabouts
from search.known_words import CORRECTED, LITTLE_WORDS, RAREST, Correction, KnownWords, splits
from search.language import AllOf, Node, Phrase, Piece, Prefix, Word, code_token
from search.query import GENDERS, Alternative, Reason, Role, Unit
from search.reading import Lexicon, Meaning, Words, key_of
from search.whereabouts import Whereabouts

# Said of the young person in passing: they tell a gender, and are not what is looked for.
_PRONOUNS = frozenset(["she", "her", "hers", "shes", "he", "him", "his", "hes", "f", "m", "ella", "el"])
# Facets of meanings that say how or when, and not what.
MANNERS = frozenset({"availability", "age"})

# What a reading says, by its facet. A kind ("bed") says little, since half of all listings are of it.
INFORMATION = {
    "kind": 0.5,
    "population": 1.3,
    "need": 1.8,
    "type": 2.0,
    "language": 2.0,
    "trafficking": 1.2,
    "access": 0.6,
    "funding": 1.0,
    "out_of_county": 0.8,
}
OTHER_INFORMATION = 1.5
GENDER_INFORMATION = 0.8
LITTLE = 0.12
PLACE = 1.5
NUMBER = 4.0
STORY = 0.35  # a plain word in a sentence may only be part of the story

# How sure an alternative means what was typed. A name of a thing is its code; a part of it or a hint is less than that.
TYPED, APART = 1.0, 0.6
CODE, PART, HINT = 1.0, 0.82, 0.75
HINTED = 0.7  # of what a reading says, where it is only hinted at by one word
SYNONYM, SAID, BEGINNING = 0.9, 0.85, 0.6


@dataclass(frozen=True)
class Read:
    """A word in its place: as typed, as it is read, and the piece that it stands in."""

    typed: str
    word: str
    piece: Piece
    corrections: tuple[Correction, ...] = ()


def words_of(reads: Sequence[Read]) -> Words:
    return tuple(read.word for read in reads)


def typed_of(reads: Sequence[Read]) -> str:
    return " ".join(read.typed for read in reads)


def meant(
    reads: Sequence[Read],
    topics: Sequence[Meaning],
    others: Sequence[Words],
    lexicons: Sequence[Lexicon],
    known: KnownWords,
) -> Unit:
    """A phrase that means something, or has synonyms: `others`."""
    words, typed = words_of(reads), typed_of(reads)
    sure = CORRECTED if any(read.word != read.typed for read in reads) else TYPED
    ways = [
        Alternative(
            language.word_node(words), sure, Reason.TYPED if sure == TYPED else Reason.SPELLING, " ".join(words)
        )
    ]
    apart = tuple(language.word_node((word,)) for word in words if word not in language.STOP_WORDS)
    if len(apart) > 1:
        ways.append(Alternative(AllOf(apart), APART * sure, Reason.TYPED, " ".join(words)))
    for meaning in topics:
        ways.extend(_ways_of(meaning, words, sure, lexicons))
    ways += _synonyms(others, sure)
    if len(words) == 1 and words[0] in _PRONOUNS:
        return Unit(typed, tuple(ways), Role.MANNER, LITTLE, tuple(topics))
    information = _information_of(words, topics, ways) or known.information(words)
    return Unit(typed, tuple(ways), Role.TOPIC, information, tuple(topics))


def manner(reads: Sequence[Read], meanings: Sequence[Meaning], others: Sequence[Words]) -> Unit:
    """A phrase that only says how or when: "tonight", "teen"."""
    is_age = any(meaning.facet == "age" for meaning in meanings)
    ways = (as_typed(words_of(reads)), *_synonyms(others, TYPED))
    return Unit(typed_of(reads), ways, Role.MANNER, STORY if is_age else LITTLE, tuple(meanings))


def placed(place: Whereabouts, reads: Sequence[Read]) -> Unit:
    words = tuple(word for word in words_of(reads) if word not in whereabouts.COUNTY_WORDS) or words_of(reads)
    facts = whereabouts.counties()
    meanings = tuple(Meaning("county", slug, f"{facts[slug].name} County") for slug in place.counties)
    codes = (Alternative(code_node(meaning), CODE, Reason.CODE, place.label) for meaning in meanings)
    role = Role.MANNER if place.is_origin or place.is_shunned else Role.PLACE
    return Unit(typed_of(reads), (as_typed(words), *codes), role, PLACE, meanings)


def elsewhere(unit: Unit, shunned: frozenset[str]) -> Unit:
    """A place without the counties that must not be where it is: "Northern California, far from Oakland"."""
    if unit.role != Role.PLACE:
        return unit
    left = tuple(meaning for meaning in unit.meanings if meaning.code not in shunned)
    if not left:
        return replace(unit, role=Role.MANNER)
    codes = {code_node(meaning) for meaning in unit.meanings if meaning.code in shunned}
    return replace(
        unit, alternatives=tuple(each for each in unit.alternatives if each.node not in codes), meanings=left
    )


def plain(reads: Sequence[Read], known: KnownWords, *, is_last: bool, is_literal: bool) -> Iterator[Unit]:
    """A word, or a joined form, that no lexicon knows: none for a stop word."""
    words, typed, first = words_of(reads), typed_of(reads), reads[0]
    is_single = len(words) == 1
    if not is_literal:
        if is_single and words[0] in language.STOP_WORDS:
            return
        if (is_single and words[0] in LITTLE_WORDS) or all(word.isdigit() and len(word) < 3 for word in words):
            yield Unit(typed, (as_typed(words),), Role.LITTLE, LITTLE)
            return
    is_whole = len(words) == len(first.piece.words) and first.word == first.typed
    ways = [
        Alternative(first.piece.node if is_whole else language.word_node(words), TYPED, Reason.TYPED, " ".join(words))
    ]
    is_known = True
    if is_single and not is_literal:
        is_known = bool(known.documents(first.typed)) or first.word != first.typed
        ways = [
            *_spellings(first, ways),
            *([] if known.documents(first.typed) else _guesses(first.typed, known, is_last)),
        ]
    yield Unit(
        typed, tuple(ways), information=known.information((first.word,) if is_single else words), is_known=is_known
    )


def joined(words: Words, known: KnownWords) -> Unit:
    """Two words that documents write as one."""
    one = "".join(words)
    ways = (
        Alternative(Word(language.forms(one)), TYPED, Reason.TYPED, one),
        Alternative(Phrase(words), TYPED, Reason.TYPED, " ".join(words)),
    )
    return Unit(" ".join(words), ways, information=known.information((one,)))


def quoted(piece: Piece) -> Unit:
    """A phrase in quotes or a beginning: it means only itself."""
    text = " ".join(piece.words)
    if isinstance(piece.node, Prefix):
        return Unit(f"{text}*", (Alternative(piece.node, TYPED, Reason.BEGINNING, f"{text}…"),), information=RAREST)
    return Unit(f"“{text}”", (Alternative(piece.node, TYPED, Reason.TYPED, text),), information=RAREST)


def phone(match: re.Match[str]) -> Unit:
    """A phone number, with its area code or without."""
    area, exchange, line = match.groups()
    text = match.group().strip()
    number = Alternative(Word((f"{area or ''}{exchange}{line}",)), TYPED, Reason.TYPED, text)
    return Unit(text, (number,), information=NUMBER)


def as_typed(words: Words) -> Alternative:
    return Alternative(language.word_node(words), TYPED, Reason.TYPED, " ".join(words))


def code_node(meaning: Meaning) -> Node:
    """What finds the documents that carry the code."""
    return Word((code_token(meaning.facet, meaning.code),))


def _ways_of(meaning: Meaning, words: Words, sure: float, lexicons: Sequence[Lexicon]) -> Iterator[Alternative]:
    said = sorted({phrase for lexicon in lexicons for phrase in lexicon.said(meaning)})
    is_name = _is_name(meaning, words, lexicons)
    is_part = any(lexicon.is_said(meaning, words) for lexicon in lexicons)
    weight = (CODE if is_name else PART if is_part else HINT) * sure
    yield Alternative(code_node(meaning), weight, Reason.CODE, meaning.label)
    for phrase in said:
        if phrase != words:
            # an acronym and what it stands for are one name
            other = TYPED if is_name and _is_name(meaning, phrase, lexicons) else SAID
            yield Alternative(_said_node(phrase), other * weight, Reason.ALSO, " ".join(phrase))


def _is_name(meaning: Meaning, words: Words, lexicons: Sequence[Lexicon]) -> bool:
    return any(lexicon.is_name(meaning, words) for lexicon in lexicons)


@lru_cache(maxsize=10_000)
def _said_node(words: Words) -> Node:
    """A phrase of a lexicon is written out in its forms; a stem would reach too far, from "medication" to "medical"."""
    if len(words) == 1 and words[0].isalpha():
        return Word(tuple(dict.fromkeys((words[0], *key_of(words), f"{words[0]}s"))))
    return language.word_node(words)


def _synonyms(others: Sequence[Words], sure: float) -> list[Alternative]:
    return [Alternative(language.word_node(each), SYNONYM * sure, Reason.ALSO, " ".join(each)) for each in others]


def _spellings(read: Read, ways: list[Alternative]) -> list[Alternative]:
    if not read.corrections:
        return ways
    corrected = (
        Alternative(language.word_node((other,)), sure, Reason.SPELLING, other) for other, sure in read.corrections
    )
    return [as_typed((read.typed,)), *corrected]


def _guesses(word: str, known: KnownWords, is_last: bool) -> Iterator[Alternative]:
    """What a word that nothing has may be: two words run together, or the beginning of one."""
    for pair in splits(word):
        if all(known.is_written(part) for part in pair):
            yield Alternative(Phrase(pair), SYNONYM, Reason.SPELLING, " ".join(pair))
    if is_last and len(word) >= 3:
        yield Alternative(
            Prefix(language.forms(word)[0] if not word.isascii() else word), BEGINNING, Reason.BEGINNING, f"{word}…"
        )


def _information_of(words: Words, topics: Sequence[Meaning], ways: Sequence[Alternative]) -> float:
    """What is only hinted at by one everyday word ("works") says less than the thing itself."""
    told = max((_information(meaning) for meaning in topics), default=0.0)
    surest = max((each.weight for each in ways if each.reason == Reason.CODE), default=0.0)
    return told * (HINTED if len(words) == 1 and surest <= HINT else 1.0)


def _information(meaning: Meaning) -> float:
    return GENDER_INFORMATION if meaning.key in GENDERS else INFORMATION.get(meaning.facet, OTHER_INFORMATION)
