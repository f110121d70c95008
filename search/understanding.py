"""From typed text to a query: takes it apart into numbers, ages, phrases, places and words, the longest phrase first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from search import language, synonyms, typos, units, whereabouts
from search.ages import Age, read_ages
from search.contract import Code, Tier
from search.known_words import CORRECTED, LITTLE_WORDS, KnownWords
from search.language import Not, Piece
from search.query import GENDERS, Query, Role, Unit
from search.reading import Found, Meaning, Words, lexicons
from search.units import LITTLE, MANNERS, NUMBER, STORY, Read
from search.whereabouts import Whereabouts

NO_WORD_NOTE = "There is no word to search for in what you typed; type at least one."
CHARACTERS_NOTE = f"Only the first {language.MAX_TYPED} characters were searched; use fewer words."
WORDS_NOTE = f"Only the first {language.MAX_WORDS} words were searched; use fewer words."

_NEGATORS = frozenset(["no", "not", "without", "except", "sin", "excluding", "non", "isnt", "cant", "doesnt"])
_ARTICLES = frozenset(["a", "an", "the", "any", "un", "una", "el", "los", "las", "ningun", "ninguna"])
# Facets that exclude when they are negated: "no group homes", "not strtp". "No other youth" is a phrase of its own.
_NEGATABLE = frozenset({"type", "population"})
FAR_AWAY = ("need", "safety-distance")
INFANT = 3  # years up to which a child beside somebody is a baby
SAID_TWICE = 1.15  # what is said twice counts a little more than once
LONG, LONG_WORDS = 5, 8  # things typed, or words, from which a query is a sentence

_PHONE = re.compile(r"(?<![\w.])(?:\+?1[\s.-]*)?\(?(\d{3})?\)?[\s.–-]*(\d{3})[\s.–-]*(\d{4})(?!\w)")
_QUOTED = re.compile(r'("[^"]*"?)')


def understand(text: str, tier: Tier, *, literal: bool = False) -> Query:
    """Reads what a person typed. Never raises; text without a word has no units and a note.

    `literal`: only the words as typed, without synonyms, readings or spelling.
    SQL queries: one for each room's lexicon, one for synonyms, one for the words, two for each word that nothing has.
    """
    return _Understanding(text, tier, is_literal=literal).query()


class _Understanding:
    """One text on its way to a query."""

    def __init__(self, text: str, tier: Tier, *, is_literal: bool) -> None:
        self._tier, self._is_literal = tier, is_literal
        cleaned = text.replace("\0", " ").strip()
        self._notes = [CHARACTERS_NOTE] if len(cleaned) > language.MAX_TYPED else []
        self._text = language.fold(language.straight(cleaned[: language.MAX_TYPED]))
        self._lexicons = () if is_literal else lexicons()
        self._vocabulary = typos.joined(tuple(lexicon.vocabulary for lexicon in self._lexicons))
        self._table = None if is_literal else synonyms.table()
        self._ages: list[Age] = []
        self._places: list[Whereabouts] = []
        self._excluded: list[Not] = []
        self._is_urgent = False

    def query(self) -> Query:
        rest, found = self._numbers()
        pieces = list(language.pieces(rest))
        if len(pieces) > language.MAX_WORDS:
            pieces = pieces[: language.MAX_WORDS]
            self._notes.append(WORDS_NOTE)
        self._excluded.extend(Not(piece.node) for piece in pieces if piece.is_excluded)
        wanted = [piece for piece in pieces if not piece.is_excluded]
        plain_words = [word for piece in wanted if not piece.is_quoted for word in piece.words]
        self._known = KnownWords(plain_words, self._tier, self._table, self._vocabulary)
        runs = [[*map(self._read, _each_word(run))] for run in _runs(wanted)]
        for reads in runs:
            found.extend([units.quoted(reads[0].piece)] if reads[0].piece.is_quoted else self._take_apart(reads))
        shunned = self._shunned(found)
        found = [units.elsewhere(unit, shunned) for unit in found] if shunned else found
        found = _never_empty(
            _as_sentence(_shared(found), len(plain_words)), wanted, is_asked=bool(self._ages) or self._is_urgent
        )
        if not found and not self._excluded and not self._ages and self._text:
            self._notes.append(NO_WORD_NOTE)
        corrected = {read.typed: read.word for reads in runs for read in reads if read.word != read.typed}
        return Query(
            typed=self._text,
            units=tuple(found),
            excluded=tuple(self._excluded),
            ages=tuple(self._ages),
            places=tuple(self._meant_places(shunned)),
            shunned=shunned,
            is_urgent=self._is_urgent,
            corrected=_replaced(self._text, corrected),
            is_offered=bool(corrected) and self._known.offered.issuperset(corrected.values()),
            lexicons=self._lexicons,
            notes=tuple(self._notes),
        )

    def _numbers(self) -> tuple[str, list[Unit]]:
        """Cuts phone numbers and ages out of the text, since their parts mean nothing by themselves."""
        kept: list[str] = []
        found: list[Unit] = []
        for part in _QUOTED.split(self._text):
            if part.startswith('"'):
                kept.append(part)
                continue
            found.extend(units.phone(match) for match in _PHONE.finditer(part))
            rest = _PHONE.sub(" ", part)
            for age in [] if self._is_literal else reversed(read_ages(rest)):
                self._ages.insert(0, age)
                # "with a 1 year old" is said of a parent
                rest = f"{rest[: age.start]} {'baby' if age.high <= INFANT else ''} {rest[age.end :]}"
            kept.append(rest)
        return " ".join(kept), found

    def _read(self, placed: tuple[Piece, str]) -> Read:
        piece, word = placed
        corrections = () if piece.is_quoted or self._is_literal else self._known.corrections(word)
        is_sure = bool(corrections) and corrections[0][1] >= CORRECTED
        return Read(word, corrections[0][0] if is_sure else word, piece, corrections)

    def _take_apart(self, reads: Sequence[Read]) -> Iterator[Unit]:
        """What neighbors mean, from left to right, the longest phrase first at each word."""
        words = units.words_of(reads)
        named = {} if self._is_literal else whereabouts.places_in(words, self._vocabulary)
        expansions: dict[int, synonyms.Expansion] = {}
        for expansion in self._table.expansions(words) if self._table else ():
            is_little = expansion.end == expansion.start + 1 and words[expansion.start] in LITTLE_WORDS
            if not is_little:
                expansions.setdefault(expansion.start, expansion)
        at, is_negated = 0, False
        while at < len(words):
            phrase, place, also = self._phrase_at(words, at), named.get(at), expansions.get(at)
            end = max(each.end if each else 0 for each in (phrase, place, also))
            if place and place.end == end:
                self._places.append(place)
                yield units.placed(place, reads[at:end])
            elif end <= at + 1 and words[at : at + 2] in self._known.pairs:
                end = at + 2
                yield units.joined(words[at:end], self._known)
            elif end:
                meanings = phrase.meanings if phrase and phrase.end == end else ()
                if is_negated and meanings and all(meaning.facet in _NEGATABLE for meaning in meanings):
                    self._excluded.extend(Not(units.code_node(meaning)) for meaning in meanings)
                else:
                    others = also.alternatives if also and also.end == end else ()
                    yield from self._meant(reads[at:end], meanings, others)
            else:
                end = self._end_of_piece(reads, at, named)
                is_last = end == len(words)
                yield from units.plain(reads[at:end], self._known, is_last=is_last, is_literal=self._is_literal)
            is_single = end == at + 1
            is_negated = is_single and (words[at] in _NEGATORS or (is_negated and words[at] in _ARTICLES))
            at = end

    def _phrase_at(self, words: Words, start: int) -> Found | None:
        found = [each for each in (lexicon.at(words, start) for lexicon in self._lexicons) if each]
        return max(found, key=lambda each: each.end, default=None)

    def _end_of_piece(self, reads: Sequence[Read], at: int, named: dict[int, Whereabouts]) -> int:
        """A joined form stays together unless a phrase or a place takes a part of it."""
        piece = reads[at].piece
        if at and reads[at - 1].piece is piece:
            return at + 1
        end = at + len(piece.words)
        words = units.words_of(reads)
        is_taken = any(inner in named or self._phrase_at(words, inner) for inner in range(at + 1, end))
        return at + 1 if is_taken else end

    def _meant(self, reads: Sequence[Read], meanings: Sequence[Meaning], others: Sequence[Words]) -> Iterator[Unit]:
        """A phrase that means something; one of several populations ("trans girl") asks for each of them."""
        typed = units.typed_of(reads)
        for meaning in meanings:
            if meaning.facet == "availability":
                self._is_urgent = True
            elif meaning.facet == "age":
                low, _, high = meaning.code.partition("-")
                self._ages.append(Age(-1, -1, int(low), int(high), typed))
        topics = [meaning for meaning in meanings if meaning.facet not in MANNERS]
        populations = [meaning for meaning in topics if meaning.facet == "population"]
        if meanings and not topics:
            yield units.manner(reads, meanings, others)
        elif len(populations) > 1:
            for meaning in populations:
                yield units.meant(reads, [meaning], others, self._lexicons, self._known)
        else:
            yield units.meant(reads, topics, others, self._lexicons, self._known)

    def _shunned(self, found: Sequence[Unit]) -> frozenset[str]:
        """Counties to keep away from: named so, or where somebody comes from who must be far from there."""
        is_to_be_far = any(FAR_AWAY in unit.sense for unit in found)
        return frozenset(
            slug
            for place in self._places
            if place.is_shunned or (place.is_origin and is_to_be_far)
            for slug in place.counties
        )

    def _meant_places(self, shunned: frozenset[str]) -> list[Whereabouts]:
        """Where somebody comes from counts as the place only if no other was named."""
        left = [(place, tuple(slug for slug in place.counties if slug not in shunned)) for place in self._places]
        meant = [replace(place, counties=counties) for place, counties in left if counties]
        return [place for place in meant if not place.is_origin] or meant


def _shared(found: Sequence[Unit]) -> list[Unit]:
    """Units that mean the same ask for one thing, and share its weight: "immigration lawyer" and "T visa"."""
    alike: dict[frozenset[Code], int] = {}
    for unit in found:
        alike[unit.sense] = alike.get(unit.sense, 0) + bool(unit.sense)
    return [
        replace(unit, information=unit.information * SAID_TWICE / alike[unit.sense]) if alike[unit.sense] > 1 else unit
        for unit in found
    ]


def _as_sentence(found: list[Unit], words: int) -> list[Unit]:
    """In a sentence the readings carry what is asked for, and plain words tell the story around it."""
    said = [unit for unit in found if unit.role != Role.LITTLE]
    telling = [
        unit
        for unit in said
        if unit.is_specific or any(each.facet != "kind" and each.key not in GENDERS for each in unit.meanings)
    ]
    if (len(said) < LONG and words < LONG_WORDS) or not any(unit.role == Role.TOPIC for unit in telling):
        return found
    return [replace(unit, role=Role.LITTLE, information=STORY) if _is_story(unit) else unit for unit in found]


def _is_story(unit: Unit) -> bool:
    is_plain = not unit.meanings and not unit.is_specific
    return unit.role == Role.TOPIC and is_plain and unit.information < NUMBER


def _never_empty(found: list[Unit], wanted: Sequence[Piece], *, is_asked: bool) -> list[Unit]:
    """Little words and stop words are searched for when nothing else was typed."""
    if is_asked or any(unit.role in (Role.TOPIC, Role.PLACE) for unit in found):
        return found
    if found:
        return [
            replace(unit, role=Role.TOPIC, information=1.0) if unit.information == LITTLE else unit for unit in found
        ]
    return [Unit(" ".join(piece.words), (units.as_typed(piece.words),)) for piece in wanted]


def _replaced(text: str, corrected: dict[str, str]) -> str:
    return re.sub(r"[^\W\d_]+", lambda match: corrected.get(match[0], match[0]), text) if corrected else ""


def _each_word(run: Sequence[Piece]) -> list[tuple[Piece, str]]:
    return [(piece, word) for piece in run for word in piece.words]


def _runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Neighbors that are read together; a quoted piece stands alone."""
    run: list[Piece] = []
    for piece in pieces:
        if piece.is_quoted:
            if run:
                yield run
            yield [piece]
            run = []
        else:
            run.append(piece)
    if run:
        yield run
