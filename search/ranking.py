"""One order for the best candidates of every engine: how much of what was asked for a document is about, and how it fits.

Weights are of the judged sets (`tests/search/judged`): what is tuned on one must hold on the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.contract import Code
from search.engines import Candidate
from search.fit import Fit, near
from search.matching import Match, Texts, Ways
from search.query import GENDERS, Query, Reason, Role, Unit
from search.reading import key_of
from search.units import CODE

# A name that is what was typed, and one that has every word of it.
NAME_WHOLE, NAME_PART = 0.6, 0.35
NAMED = 0.9  # how well a named document fits at least: "Sonoma Court" may stand elsewhere, and be no court
NAMED_HERE = 0.8  # a name that only has the words counts where the place fits
MOST_NAME_WORDS = 8
NOT_PREFERRED = 0.8
FITS = 0.5  # age or kind below which a document doesn't fit
FITS_PLACE = 0.75  # in or serving the place, or naming it: not merely a neighbor
HAS = 0.2  # the worth of a match from which a document has a topic


@dataclass(frozen=True)
class Ranked:
    """A candidate in its place. `coverage`: the share of what was asked that it has.

    `fits`: it has all of it, and nothing speaks against it.
    """

    candidate: Candidate
    score: float
    coverage: float
    fits: bool
    matches: tuple[tuple[Unit, Match], ...] = ()

    @property
    def topics(self) -> list[Unit]:
        """The things asked for that it has."""
        return [unit for unit, match in self.matches if unit.role == Role.TOPIC and match.value > HAS]


def asked_codes(query: Query) -> frozenset[Code]:
    """The codes that the ranking has to know of each candidate."""
    return Fit(query).codes


def rank(
    query: Query, candidates: Sequence[Candidate], prefer: Sequence[Code] = (), *, is_near: bool = False
) -> list[Ranked]:
    """The candidates in a total order: what fits everything first, then score, name and key. Pure.

    Those with a code of `prefer` come sooner; with `is_near` the nearer ones do, whatever place was typed.
    """
    ranking = _Ranking(query, prefer, is_near=is_near)
    return sorted(map(ranking.ranked, candidates), key=_in_order)


def _in_order(ranked: Ranked) -> tuple[bool, float, str, tuple[str, str]]:
    return (not ranked.fits, -round(ranked.score, 4), ranked.candidate.texts.get("title", ""), ranked.candidate.key)


class _Ranking:
    """A query, made ready to be held against many candidates."""

    def __init__(self, query: Query, prefer: Sequence[Code], *, is_near: bool) -> None:
        self._query, self._prefer, self._is_near = query, frozenset(prefer), is_near
        self._fit = Fit(query)
        self._typed = list(key_of(re.findall(r"[a-z0-9]+", query.corrected or query.typed)))
        self._ways = [(Ways(unit), _is_place(unit)) for unit in query.units]
        topics = query.of(Role.TOPIC)
        self._topics_information = sum(unit.information for unit in topics)
        self._units = [unit for unit in query.units if not _is_place(unit)]
        self._information = sum(unit.information for unit in self._units)
        self._has_topics = bool(topics)
        # "foster family agency" alone is a kind of thing; with another word it may be a name
        self._may_be_a_name = len(query.units) > 1 or not any(_is_a_kind(unit) for unit in query.units)
        # "anything for a girl in Imperial": the place is what was asked for
        self._is_about_a_place = bool(query.places) and all(unit.sense and unit.sense <= GENDERS for unit in topics)

    def ranked(self, candidate: Candidate) -> Ranked:
        texts = Texts(candidate.texts)
        found = [(ways.unit, ways.best(texts), is_place) for ways, is_place in self._ways]
        matches = [(unit, match) for unit, match, _ in found if match.value]
        about, coverage = self._about(
            [(unit, match) for unit, match, is_place in found if match.value and not is_place]
        )
        name, is_named = self._name(texts)
        place, kind = self._fit.place(candidate, texts), self._fit.kind(candidate, texts)
        if is_named:
            place, kind = max(place, NAMED), max(kind, NAMED)
        elif place < NAMED_HERE:
            name = 0.0
        age = self._fit.age(candidate, texts)
        score = (about + name) * age * kind * place * self._fit.openness(candidate) * self._fit.license(candidate)
        if self._prefer and candidate.codes.isdisjoint(self._prefer):
            score *= NOT_PREFERRED
        if self._is_near and candidate.miles is not None:
            score *= near(candidate.miles)
        fits = coverage > 0.999 and min(age, kind) >= FITS and place >= FITS_PLACE
        return Ranked(candidate, score, coverage, fits, tuple(matches))

    def _about(self, matches: Sequence[tuple[Unit, Match]]) -> tuple[float, float]:
        """How much of what was asked for the document has, weighted by what each thing says; and the bare share."""
        if not self._has_topics and (self._query.places or self._query.ages):
            return 1.0, 1.0
        if not self._information:
            return 0.0, 0.0
        value = sum(unit.information * match.value for unit, match in matches)
        about = value / self._information
        if self._is_about_a_place:
            return (1 + about) / 2, 1.0
        had = sum(unit.information for unit, match in matches if unit.role == Role.TOPIC and match.value > HAS)
        return about, had / self._topics_information if self._topics_information else 1.0

    def _name(self, texts: Texts) -> tuple[float, bool]:
        """What the document's name is worth, and whether it holds what was typed side by side."""
        title = list(key_of(texts.words("title")))
        if not self._typed or len(self._typed) > MOST_NAME_WORDS or not set(self._typed) <= set(title):
            return 0.0, False
        if self._typed == title:
            return NAME_WHOLE, True
        if not self._may_be_a_name:
            return 0.0, False
        is_phrase = f" {' '.join(self._typed)} " in f" {' '.join(title)} "
        return NAME_PART, is_phrase and len(self._typed) > 1


def _is_a_kind(unit: Unit) -> bool:
    """Whether what was typed is itself the name of a code."""
    return any(each.reason == Reason.CODE and each.weight >= CODE for each in unit.alternatives)


def _is_place(unit: Unit) -> bool:
    return any(meaning.facet == "county" for meaning in unit.meanings)
