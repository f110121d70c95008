"""From typed text to a query: words, phrases, meanings, places, ages, each with its synonyms and spellings."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from search import language, spelling, synonyms, typos, whereabouts
from search.ages import Age, read_ages
from search.contract import Code, Tier
from search.language import AllOf, Node, Not, Phrase, Piece, Prefix, Word, code_token
from search.models import IndexedDocument
from search.query import GENDERS, Alternative, Query, Reason, Role, Unit
from search.reading import Found, Lexicon, Meaning, key_of, lexicons
from search.whereabouts import Whereabouts

NO_WORD_NOTE = "There is no word to search for in what you typed; type at least one."

# Words that stand in every second query and text. They count a little, and never leave anything out.
LITTLE_WORDS = frozenset((Path(__file__).parent / "data" / "little_words.txt").read_text(encoding="utf-8").split())
# Said of the young person in passing: they tell a gender, and are not what is looked for.
_PRONOUNS = frozenset(["she", "her", "hers", "shes", "he", "him", "his", "hes", "f", "m", "ella", "el"])
_NEGATORS = frozenset(["no", "not", "without", "except", "sin", "excluding", "non", "isnt", "cant", "doesnt"])
# Facets that exclude when they are negated: "no group homes", "not strtp". "No other youth" is a phrase of its own.
_NEGATABLE = frozenset({"type", "population"})

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
GENDER_INFORMATION = 0.8
LITTLE = 0.12
PLACE = 1.5
NUMBER = 4.0
COMMONEST, RAREST = 0.6, 3.0  # a plain word of every document, and of one or none
SAID_TWICE = 1.15
LONG = 5  # things typed from which a query is a sentence
STORY = 0.5  # a plain word in a sentence may only be part of the story

# How sure an alternative means what was typed.
TYPED, APART, CODE, PART, HINT, SYNONYM, SAID = 1.0, 0.6, 1.0, 0.88, 0.75, 0.9, 0.85
CORRECTED, MAYBE_CORRECTED, BEGINNING = 0.85, 0.5, 0.6

INFANT = 3  # years up to which a child beside somebody is a baby
RARE = 2  # documents that may share a slip of the hand
MOST_CORRECTED = 6  # misspelled words of one query that are looked up: each costs two SQL queries
_MANNERS = frozenset({"availability", "age"})

_PHONE = re.compile(r"(?<![\w.])(?:\+?1[\s.-]*)?\(?(\d{3})?\)?[\s.–-]*(\d{3})[\s.–-]*(\d{4})(?![\w])")
_QUOTED = re.compile(r'("[^"]*"?)')


@dataclass(frozen=True)
class _Read:
    """A word in its place: as typed, as it is read, and the piece it stands in."""

    typed: str
    word: str
    piece: Piece
    corrections: tuple[tuple[str, float], ...] = ()


def understand(text: str, tier: Tier, *, literal: bool = False) -> Query:
    """Reads what a person typed. Never raises; text without a word has no units and a note.

    `literal`: only the words as typed, without synonyms, readings or spelling.
    """
    return _Understanding(text, tier, literal).query()


class _Understanding:
    """One text on its way to a query."""

    def __init__(self, text: str, tier: Tier, literal: bool) -> None:
        self.tier, self.literal = tier, literal
        self.notes: list[str] = []
        cleaned = text.replace("\0", " ").strip()
        if len(cleaned) > language.MAX_TYPED:
            cleaned = cleaned[: language.MAX_TYPED]
            self.notes.append(f"Only the first {language.MAX_TYPED} characters were searched; use fewer words.")
        self.text = language.fold(language.straight(cleaned))
        self.lexicons: tuple[Lexicon, ...] = () if literal else lexicons()
        self.ages: list[Age] = []
        self.places: list[Whereabouts] = []
        self.excluded: list[Not] = []
        self.excluded_codes: list[Meaning] = []
        self.is_urgent = False
        self.corrected: dict[str, str] = {}
        self.offered: set[str] = set()

    def query(self) -> Query:
        rest, units = self._numbers(self.text)
        pieces = list(language.pieces(rest))
        if len(pieces) > language.MAX_WORDS:
            pieces = pieces[: language.MAX_WORDS]
            self.notes.append(f"Only the first {language.MAX_WORDS} words were searched; use fewer words.")
        self.excluded.extend(Not(piece.node) for piece in pieces if piece.is_excluded)
        wanted = [piece for piece in pieces if not piece.is_excluded]
        self._know(wanted)
        for run in _runs(wanted):
            units.extend(_quoted(run[0]) if run[0].is_quoted else self._run(run))
        units = self._never_empty(_as_sentence(_merged(units)), wanted)
        if not units and not self.excluded and not self.ages and self.text:
            self.notes.append(NO_WORD_NOTE)
        return Query(
            typed=self.text,
            units=tuple(units),
            excluded=tuple(self.excluded),
            excluded_codes=tuple(self.excluded_codes),
            ages=tuple(self.ages),
            places=tuple(self._meant_places()),
            is_urgent=self.is_urgent,
            corrected=re.sub(r"[a-z]+", lambda match: self.corrected.get(match[0], match[0]), self.text)
            if self.corrected
            else "",
            is_offered=bool(self.corrected) and self.offered.issuperset(self.corrected.values()),
            lexicons=self.lexicons,
            notes=tuple(self.notes),
        )

    # --- numbers

    def _numbers(self, text: str) -> tuple[str, list[Unit]]:
        """Cuts phone numbers and ages out of the text, since their parts mean nothing by themselves."""
        kept, units = [], []
        for part in _QUOTED.split(text):
            if part.startswith('"'):
                kept.append(part)
                continue
            units.extend(_phone(match) for match in _PHONE.finditer(part))
            part = _PHONE.sub(" ", part)
            if not self.literal:
                ages = read_ages(part)
                self.ages.extend(ages)
                for age in reversed(ages):
                    # "with a 1 year old" is said of a parent
                    part = f"{part[: age.start]} {'baby' if age.high <= INFANT else ''} {part[age.end :]}"
            kept.append(part)
        return " ".join(kept), units

    # --- words

    def _know(self, wanted: Sequence[Piece]) -> None:
        """Looks up in one go which words the tier has: as typed, in their forms, joined with the next, or taken apart."""
        words = [word for piece in wanted if not piece.is_quoted for word in piece.words]
        pairs = [
            pair for pair in zip(words, words[1:], strict=False) if "".join(pair).isalpha() and len("".join(pair)) > 5
        ]
        asked = {*words, *("".join(pair) for pair in pairs)}
        asked.update(form for word in words for form in language.forms(word))
        asked.update(part for word in words for pair in _splits(word) for part in pair)
        self.counts = spelling.counts(self.tier, asked)
        self.total = IndexedDocument.objects.filter(tier=self.tier).count() if asked else 0
        self.table = None if self.literal else synonyms.table()
        self.vocabulary = vocabulary = typos.joined(tuple(lexicon.vocabulary for lexicon in self.lexicons))
        self.pairs = {
            pair
            for pair in pairs
            if self._is_written("".join(pair)) and not (set(pair) & (LITTLE_WORDS | language.STOP_WORDS))
        }
        joined = {word for pair in self.pairs for word in pair}
        self.looked_up = 0
        self.words: list[_Read] = []
        for piece in wanted:
            for word in piece.words:
                is_plain = not piece.is_quoted and not self.literal and word not in joined
                corrections = self._corrections(word, vocabulary) if is_plain else ()
                if corrections and corrections[0][1] >= CORRECTED:
                    self.corrected[word] = corrections[0][0]
                self.words.append(_Read(word, self.corrected.get(word, word), piece, corrections))

    def _corrections(self, word: str, vocabulary: frozenset[str]) -> tuple[tuple[str, float], ...]:
        """What a word that the tier hardly has may have been meant for, each with how sure that is; the surest first."""
        if len(word) < 4 or not word.isalpha() or word in vocabulary | LITTLE_WORDS | language.STOP_WORDS:
            return ()
        documents = self._documents(word)
        if documents > RARE or word in whereabouts.city_names() or (self.table and self.table.expansions((word,))):
            return ()
        found: dict[str, tuple[float, int, int]] = {}
        for far, other in typos.nearest(word, typos.joined((vocabulary, whereabouts.names()))):
            found[other] = (-CORRECTED, far, 0)
        if self.looked_up < MOST_CORRECTED:
            self.looked_up += 1
            for each in spelling.corrections(word, self.tier):
                self.offered.add(each.word)
                if typos.is_likely(word, each.word) and each.documents > 4 * documents and each.word != word:
                    sure = CORRECTED if each.distance == 1 or each.word in found else MAYBE_CORRECTED
                    found[each.word] = (-sure, each.distance, -each.documents)
        if documents and not any(far == 1 for _, far, _ in found.values()):
            return ()
        return tuple((other, -found[other][0]) for other in sorted(found, key=lambda other: (found[other], other))[:3])

    def _is_written(self, word: str) -> bool:
        return self.counts.get(word, (0, 0))[1] > 0

    def _documents(self, word: str) -> int:
        """In how many documents a word stands, in any form. A Spanish stem cuts deep, so it alone is no witness."""
        own = self.counts.get(word, (0, 0))[0]
        english = language.forms(word)[0] if word.isalpha() else word
        if own or len(english) >= max(4, len(word) - 3):
            own = max(own, self.counts.get(english, (0, 0))[0])
        return own

    # --- units

    def _run(self, run: Sequence[Piece]) -> Iterator[Unit]:
        """Takes neighbors apart, the longest phrase first at each word."""
        members = {id(piece) for piece in run}
        reads = [read for read in self.words if id(read.piece) in members]
        words = tuple(read.word for read in reads)
        named = {} if self.literal else whereabouts.places_in(words, self.vocabulary)
        expansions: dict[int, synonyms.Expansion] = {}
        for expansion in self.table.expansions(words) if self.table else ():
            expansions.setdefault(expansion.start, expansion)
        at, is_negated = 0, False
        while at < len(words):
            found, place, also = self._longest(words, at), named.get(at), expansions.get(at)
            if also and also.end == at + 1 and words[at] in LITTLE_WORDS:
                also = None
            end = max(found.end if found else 0, place.end if place else 0, also.end if also else 0)
            if place and place.end == end:
                self.places.append(place)
                yield self._place(place, reads[at:end])
            elif end <= at + 1 and tuple(words[at : at + 2]) in self.pairs:
                end = at + 2
                yield self._joined(words[at:end])
            elif end:
                meanings = found.meanings if found and found.end == end else ()
                others = also.alternatives if also and also.end == end else ()
                if is_negated and meanings and all(meaning.facet in _NEGATABLE for meaning in meanings):
                    self.excluded_codes.extend(meanings)
                    self.excluded.extend(Not(_code_node(meaning)) for meaning in meanings)
                else:
                    yield from self._meant(reads[at:end], meanings, others)
            else:
                end = self._end_of_piece(reads, at, named)
                yield from self._plain(reads[at:end], is_last=end == len(words))
            is_negated = words[at] in _NEGATORS and end == at + 1
            at = end

    def _end_of_piece(self, reads: Sequence[_Read], at: int, named: dict[int, Whereabouts]) -> int:
        """A joined form stays together unless a phrase or a place takes a part of it."""
        piece = reads[at].piece
        if at and reads[at - 1].piece is piece:
            return at + 1
        end = at + len(piece.words)
        words = tuple(read.word for read in reads)
        is_taken = any(inner in named or self._longest(words, inner) for inner in range(at + 1, end))
        return at + 1 if is_taken else end

    def _longest(self, words: Sequence[str], start: int) -> Found | None:
        found = [each for each in (lexicon.at(words, start) for lexicon in self.lexicons) if each]
        return max(found, key=lambda each: each.end, default=None)

    def _meant(
        self, reads: Sequence[_Read], meanings: Sequence[Meaning], others: Sequence[tuple[str, ...]]
    ) -> Iterator[Unit]:
        """A phrase that means something; one of several populations ("trans girl") asks for each of them."""
        self._note_manners(meanings, _typed(reads))
        topics = [meaning for meaning in meanings if meaning.facet not in _MANNERS]
        populations = [meaning for meaning in topics if meaning.facet == "population"]
        if len(populations) > 1:
            for meaning in populations:
                yield self._unit(reads, [meaning], others)
        elif topics or not meanings:
            yield self._unit(reads, topics, others)
        else:
            ways = [
                _as_typed(_words(reads)),
                *(Alternative(language.word_node(each), SYNONYM, Reason.ALSO, " ".join(each)) for each in others),
            ]
            is_age = any(meaning.facet == "age" for meaning in meanings)
            yield Unit(_typed(reads), tuple(ways), Role.MANNER, STORY if is_age else LITTLE, tuple(meanings))

    def _unit(self, reads: Sequence[_Read], topics: Sequence[Meaning], others: Sequence[tuple[str, ...]]) -> Unit:
        words, typed = _words(reads), _typed(reads)
        sure = CORRECTED if any(read.word != read.typed for read in reads) else TYPED
        alternatives = [
            Alternative(
                language.word_node(words), sure, Reason.TYPED if sure == TYPED else Reason.SPELLING, " ".join(words)
            )
        ]
        apart = tuple(language.word_node((word,)) for word in words if word not in language.STOP_WORDS)
        if len(apart) > 1:
            alternatives.append(Alternative(AllOf(apart), APART * sure, Reason.TYPED, " ".join(words)))
        for meaning in topics:
            said = {phrase for lexicon in self.lexicons for phrase in lexicon.said(meaning)}
            is_name = any(lexicon.is_name(meaning, words) for lexicon in self.lexicons)
            weight = CODE if is_name else PART if words in said else HINT
            alternatives.append(Alternative(_code_node(meaning), weight * sure, Reason.CODE, meaning.label))
            alternatives += [
                Alternative(_said_node(each), SAID * weight * sure, Reason.ALSO, " ".join(each))
                for each in sorted(said)
                if each != words
            ]
        alternatives += [
            Alternative(language.word_node(other), SYNONYM * sure, Reason.ALSO, " ".join(other)) for other in others
        ]
        if len(words) == 1 and words[0] in _PRONOUNS:
            return Unit(typed, tuple(alternatives), Role.MANNER, LITTLE, tuple(topics))
        information = max((_information(meaning) for meaning in topics), default=0.0) or self._idf(words)
        return Unit(typed, tuple(alternatives), Role.TOPIC, information, tuple(topics))

    def _note_manners(self, meanings: Sequence[Meaning], typed: str) -> None:
        for meaning in meanings:
            if meaning.facet == "availability":
                self.is_urgent = True
            elif meaning.facet == "age":
                low, _, high = meaning.code.partition("-")
                self.ages.append(Age(-1, -1, int(low), int(high), typed))

    def _place(self, place: Whereabouts, reads: Sequence[_Read]) -> Unit:
        words = tuple(word for word in _words(reads) if word not in whereabouts.COUNTY_WORDS) or _words(reads)
        facts = whereabouts.counties()
        meanings = tuple(Meaning("county", slug, f"{facts[slug].name} County") for slug in place.counties)
        codes = [Alternative(_code_node(meaning), CODE, Reason.CODE, place.label) for meaning in meanings]
        role = Role.MANNER if place.is_origin or place.is_shunned else Role.PLACE
        return Unit(_typed(reads), (_as_typed(words), *codes), role, PLACE, meanings)

    def _meant_places(self) -> list[Whereabouts]:
        """Where somebody comes from counts as the place only if no other was named."""
        meant = [place for place in self.places if not place.is_shunned]
        return [place for place in meant if not place.is_origin] or meant

    def _plain(self, reads: Sequence[_Read], *, is_last: bool) -> Iterator[Unit]:
        words, typed, first = _words(reads), _typed(reads), reads[0]
        if len(words) == 1 and words[0] in language.STOP_WORDS and not self.literal:
            return
        is_number = all(word.isdigit() and len(word) < 3 for word in words)
        if (is_number or (len(words) == 1 and words[0] in LITTLE_WORDS)) and not self.literal:
            yield Unit(typed, (_as_typed(words),), Role.LITTLE, LITTLE)
            return
        is_whole = len(words) == len(first.piece.words)
        node = first.piece.node if is_whole and words[0] == first.typed else language.word_node(words)
        alternatives = [Alternative(node, TYPED, Reason.TYPED, " ".join(words))]
        if len(words) > 1 or self.literal:
            yield Unit(typed, tuple(alternatives), information=self._idf(words))
            return
        if first.corrections:
            alternatives = [_as_typed((first.typed,))]
            alternatives += [
                Alternative(language.word_node((other,)), sure, Reason.SPELLING, other)
                for other, sure in first.corrections
            ]
        is_known = bool(self._documents(first.typed))
        if not is_known:
            alternatives += [
                Alternative(Phrase(pair), SYNONYM, Reason.SPELLING, " ".join(pair))
                for pair in _splits(first.typed)
                if all(self._is_written(part) for part in pair)
            ]
            if is_last and len(first.typed) >= 3:
                alternatives.append(Alternative(Prefix(first.typed), BEGINNING, Reason.BEGINNING, f"{first.typed}…"))
        yield Unit(
            typed,
            tuple(alternatives),
            information=self._idf((first.word,)),
            is_known=is_known or bool(self.corrected.get(first.typed)),
        )

    def _joined(self, words: tuple[str, ...]) -> Unit:
        """Two words that documents write as one: "dawn line"."""
        joined = "".join(words)
        ways = (
            Alternative(Word(language.forms(joined)), TYPED, Reason.TYPED, joined),
            Alternative(Phrase(words), TYPED, Reason.TYPED, " ".join(words)),
        )
        return Unit(" ".join(words), ways, information=self._idf((joined,)))

    def _idf(self, words: Sequence[str]) -> float:
        """What a plain word says: the fewer documents have it, the more."""
        rarest = min((self._documents(word) for word in words if word not in language.STOP_WORDS), default=0)
        if self.total < 2:
            return (COMMONEST + RAREST) / 2
        share = math.log(rarest + 1) / math.log(self.total + 1)
        return COMMONEST + (RAREST - COMMONEST) * (1 - min(share, 1.0))

    def _never_empty(self, units: list[Unit], wanted: Sequence[Piece]) -> list[Unit]:
        """Little words and stop words are searched for when nothing else was typed."""
        if any(unit.role in (Role.TOPIC, Role.PLACE) for unit in units) or self.ages or self.is_urgent:
            return units
        if units:
            return [replace(unit, role=Role.TOPIC, information=1.0) for unit in units]
        return [
            Unit(" ".join(piece.words), (Alternative(piece.node, TYPED, Reason.TYPED, " ".join(piece.words)),))
            for piece in wanted
        ]


def _as_sentence(units: list[Unit]) -> list[Unit]:
    """In a sentence the readings carry what is asked for, and plain words tell the story around it."""
    topics = [unit for unit in units if unit.role == Role.TOPIC]
    meant = [
        unit
        for unit in topics
        if any(meaning.facet != "kind" and meaning.key not in GENDERS for meaning in unit.meanings)
    ]
    typed = [unit for unit in units if unit.role != Role.LITTLE]
    if len(typed) < LONG or not meant:
        return units
    return [
        replace(unit, role=Role.LITTLE, information=min(unit.information, STORY))
        if unit.role == Role.TOPIC and not unit.meanings and unit.information < NUMBER
        else unit
        for unit in units
    ]


def _merged(units: Sequence[Unit]) -> list[Unit]:
    """Units that mean the same ask for one thing, and share its weight: "immigration lawyer" and "T visa"."""
    alike: dict[frozenset[Code], int] = {}
    for unit in units:
        if unit.sense:
            alike[unit.sense] = alike.get(unit.sense, 0) + 1
    return [
        replace(unit, information=unit.information * SAID_TWICE / alike[unit.sense])
        if alike.get(unit.sense, 0) > 1
        else unit
        for unit in units
    ]


def _quoted(piece: Piece) -> Iterator[Unit]:
    text = " ".join(piece.words)
    if isinstance(piece.node, Prefix):
        yield Unit(f"{text}*", (Alternative(piece.node, TYPED, Reason.BEGINNING, f"{text}…"),), information=RAREST)
    else:
        yield Unit(f"“{text}”", (Alternative(piece.node, TYPED, Reason.TYPED, text),), information=RAREST)


def _phone(match: re.Match[str]) -> Unit:
    area, exchange, line = match.groups()
    text = match.group().strip()
    number = Alternative(Word((f"{area or ''}{exchange}{line}",)), TYPED, Reason.TYPED, text)
    return Unit(text, (number,), information=NUMBER)


def _words(reads: Sequence[_Read]) -> tuple[str, ...]:
    return tuple(read.word for read in reads)


def _typed(reads: Sequence[_Read]) -> str:
    return " ".join(read.typed for read in reads)


def _as_typed(words: tuple[str, ...]) -> Alternative:
    return Alternative(language.word_node(words), TYPED, Reason.TYPED, " ".join(words))


def _said_node(words: tuple[str, ...]) -> Node:
    """A phrase of a lexicon is written out in its forms; a stem would reach too far, from "medication" to "medical"."""
    if len(words) == 1 and words[0].isalpha():
        return Word(tuple(dict.fromkeys((words[0], *key_of(words), f"{words[0]}s"))))
    return language.word_node(words)


def _code_node(meaning: Meaning) -> Node:
    return Word((code_token(meaning.facet, meaning.code),))


def _information(meaning: Meaning) -> float:
    return GENDER_INFORMATION if meaning.key in GENDERS else INFORMATION.get(meaning.facet, 1.5)


def _splits(word: str) -> list[tuple[str, str]]:
    """A long word as two of at least three letters: "fosterfamily"."""
    if len(word) < 7 or not word.isalpha():
        return []
    return [(word[:at], word[at:]) for at in range(3, len(word) - 2)]


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
