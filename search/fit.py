"""How a document fits what was said beside the topics: age, gender, kind, place, tonight. Factors from 0 to 1; 1 fits.

A listing that doesn't say fits nearly as well as one that does: most say little. One that says otherwise hardly fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search import language, whereabouts
from search.ages import OLDEST, Age
from search.contract import Code
from search.engines import Candidate
from search.matching import Texts, Ways
from search.query import Alternative, Query, Reason, Role, Unit
from search.reading import Lexicon

AGE_UNSTATED, AGE_NEAR, AGE_OUTSIDE = 0.85, 0.45, 0.15
AGE_TOUCHED = 0.8  # a span of ages, of which a part is served
RIVAL, RIVAL_IN_TEXT, RIVAL_UNSTATED = 0.2, 0.3, 0.9
# Where a bed was asked for by name, and where only a type of placement was.
KIND_RIVAL, IMPLIED_RIVAL = 0.35, 0.7
# Who takes transgender youth places by gender identity, whatever else the listing names (WIC 16006).
SOFTENING, RIVAL_SOFT = frozenset({("population", "transgender"), ("population", "nonbinary")}), 0.8

SERVING, STATEWIDE, MENTIONED, NEIGHBOR, FARTHEST = 0.95, 0.85, 0.75, 0.6, 0.15
NEIGHBOR_NEAR = 0.65  # of neighbors the nearer come sooner
SHUNNED = 0.3  # it is where somebody must not be
NOWHERE = 0.6  # what has no place at all: a page, a document
IN_COUNTY = 0.92  # where a city was named: elsewhere in its county
MILES_HALF = 60.0  # the worth of being near halves with each such distance
MENTIONED_WITHIN = 90.0  # miles

AVAILABILITY = {"capacity": 1.0, "ask": 0.96, "waitlist": 0.95, "no-capacity": 0.93}
AVAILABILITY_NOW = {"capacity": 1.0, "ask": 0.85, "waitlist": 0.7, "no-capacity": 0.55}
UNKNOWN, UNKNOWN_NOW = 0.96, 0.85
CLOSED, ON_PROBATION = 0.4, 0.85

_YEARS = frozenset(("age", str(year)) for year in range(OLDEST + 1))
_STANDING = frozenset(
    {("license", "closed"), ("license", "on_probation"), ("kind", "placement"), ("kind", "service")}
    | {("availability", code) for code in AVAILABILITY}
)


@dataclass(frozen=True)
class _Rivalry:
    """A code that was asked for, and those that shut it out; how texts say either."""

    code: Code
    rivals: frozenset[Code]
    is_kind: bool
    is_implied: bool
    own: Ways
    others: Ways


class Fit:
    """One query, made ready to be held against many candidates."""

    def __init__(self, query: Query) -> None:
        self._query = query
        facts = whereabouts.counties() if query.places else {}
        self._named = frozenset(slug for place in query.places for slug in place.counties)
        around = frozenset(other for slug in self._named for other in facts[slug].neighbors) - self._named
        self._shunned = _codes(("located",), query.shunned)
        self._located = _codes(("located",), self._named)
        self._served = _codes(("county",), self._named)
        self._around = _codes(("located", "county"), around)
        self._names = [
            each.said for unit in query.of(Role.PLACE) for each in unit.alternatives if each.reason == Reason.TYPED
        ]
        self._is_city = any(place.is_city for place in query.places)
        self._rivalries = [each for lexicon in query.lexicons for each in _rivalries(query, lexicon)]

    @property
    def codes(self) -> frozenset[Code]:
        """The codes that must be known of each candidate."""
        rivals = frozenset(code for each in self._rivalries for code in (each.code, *each.rivals))
        places = self._located | self._served | self._around | {("statewide", "yes")} if self._named else frozenset()
        return (
            self._query.codes
            | rivals
            | places
            | self._shunned
            | _STANDING
            | (_YEARS if self._query.ages else frozenset())
        )

    def age(self, candidate: Candidate, texts: Texts) -> float:
        ages = self._query.ages
        if not ages:
            return 1.0
        years = {int(code) for facet, code in candidate.codes if facet == "age"} or texts.years
        if not years:
            return AGE_UNSTATED if all(age.low <= OLDEST for age in ages) else AGE_OUTSIDE
        return max(_one_age(age, years) for age in ages)

    def kind(self, candidate: Candidate, texts: Texts) -> float:
        """Less for a document that is only for the others: boys where a girl was named, a service where a bed was."""
        fit = 1.0
        for each in self._rivalries:
            if each.code not in candidate.codes:
                fit *= self._rival(each, candidate, texts)
        return fit

    def _rival(self, rivalry: _Rivalry, candidate: Candidate, texts: Texts) -> float:
        if rivalry.rivals & candidate.codes:
            if rivalry.is_kind:
                return IMPLIED_RIVAL if rivalry.is_implied else KIND_RIVAL
            return RIVAL_SOFT if SOFTENING & self._query.codes & candidate.codes else RIVAL
        if rivalry.is_kind or rivalry.own.best(texts).value:
            return 1.0
        return RIVAL_IN_TEXT if rivalry.others.best(texts).value else RIVAL_UNSTATED

    def place(self, candidate: Candidate, texts: Texts) -> float:
        """Where it is against where it should be, and where it must not be."""
        return self._named_place(candidate, texts) * (SHUNNED if self._shunned & candidate.codes else 1.0)

    def _named_place(self, candidate: Candidate, texts: Texts) -> float:
        if not self._named:
            return 1.0
        codes, miles = candidate.codes, candidate.miles
        says = any(texts.is_in_text(name) for name in self._names)
        elsewhere = IN_COUNTY if self._is_city and not says else 1.0
        is_statewide = ("statewide", "yes") in codes
        if self._located & codes:
            return elsewhere
        if self._served & codes and not is_statewide:
            return SERVING * elsewhere
        if is_statewide:
            return STATEWIDE
        if miles is None:
            return NOWHERE
        if says and miles < MENTIONED_WITHIN:
            return MENTIONED
        if self._around & codes:
            return NEIGHBOR + (NEIGHBOR_NEAR - NEIGHBOR) * 0.5 ** (miles / MILES_HALF)
        return near(miles)

    def openness(self, candidate: Candidate) -> float:
        is_urgent = self._query.is_urgent
        table, unknown = (AVAILABILITY_NOW, UNKNOWN_NOW) if is_urgent else (AVAILABILITY, UNKNOWN)
        return max((table[code] for facet, code in candidate.codes if facet == "availability"), default=unknown)

    def license(self, candidate: Candidate) -> float:
        if ("license", "closed") in candidate.codes:
            return CLOSED
        return ON_PROBATION if ("license", "on_probation") in candidate.codes else 1.0


def near(miles: float) -> float:
    """What being so far away is worth."""
    return FARTHEST + (NEIGHBOR - FARTHEST) * 0.5 ** (miles / MILES_HALF)


def _one_age(age: Age, years: set[int] | frozenset[int]) -> float:
    asked = set(range(age.low, min(age.high, OLDEST) + 1))
    shared = len(asked & years)
    if shared:
        return AGE_TOUCHED + (1 - AGE_TOUCHED) * min(1.0, shared / min(len(asked), 3))
    apart = min((abs(one - other) for one in asked for other in years), default=OLDEST)
    return AGE_NEAR if apart == 1 else AGE_OUTSIDE


def _rivalries(query: Query, lexicon: Lexicon) -> list[_Rivalry]:
    implied = {lexicon.implied[code] for code in query.codes if code in lexicon.implied}
    return [
        _Rivalry(
            code,
            rivals,
            is_kind=code in lexicon.implied.values(),
            is_implied=code not in query.codes,
            own=_said(lexicon, [code]),
            others=_said(lexicon, sorted(rivals)),
        )
        for code, rivals in lexicon.rivals.items()
        if code in query.codes | implied and not rivals & (query.codes | implied)
    ]


def _said(lexicon: Lexicon, codes: Sequence[Code]) -> Ways:
    """How texts say any of these."""
    meanings = [lexicon.meanings[code] for code in codes if code in lexicon.meanings]
    return Ways(
        Unit(
            "",
            tuple(
                Alternative(language.word_node(phrase), 1.0, Reason.ALSO, " ".join(phrase))
                for meaning in meanings
                for phrase in lexicon.said(meaning)
            ),
        )
    )


def _codes(facets: Sequence[str], slugs: frozenset[str]) -> frozenset[Code]:
    return frozenset((facet, slug) for facet in facets for slug in slugs)
