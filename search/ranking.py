"""One order for the best candidates of every engine: how much of what was asked for a document is about, and how it fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search import matching, whereabouts
from search.ages import OLDEST, Age
from search.contract import Code
from search.engines import Candidate
from search.matching import Match, Texts
from search.query import GENDERS, Query, Reason, Role, Unit
from search.reading import Lexicon

YEARS = tuple(str(year) for year in range(OLDEST + 1))

# --- what fits, as factors of the score: 1 fits, less fits less.
AGE_UNSTATED, AGE_NEAR, AGE_OUTSIDE = 0.85, 0.45, 0.15
RIVAL, RIVAL_IN_TEXT, RIVAL_UNSTATED = 0.2, 0.3, 0.9
KIND_RIVAL, IMPLIED_RIVAL = 0.35, 0.7
# Who takes transgender youth places by gender identity, whatever else the listing names (WIC 16006).
SOFTENING, RIVAL_SOFT = frozenset({("population", "transgender"), ("population", "nonbinary")}), 0.8
SERVING, STATEWIDE, MENTIONED, NEIGHBOR, FARTHEST = 0.95, 0.85, 0.75, 0.6, 0.15
MILES_HALF = 60.0
IN_COUNTY = 0.92  # where a city was named: elsewhere in its county
NAMED_HERE = 0.8  # a name that holds a place counts only there
MENTIONED_WITHIN = 90.0  # miles; a street may be called Santa Cruz anywhere
AVAILABILITY = {"capacity": 1.0, "ask": 0.96, "waitlist": 0.95, "no-capacity": 0.93}
AVAILABILITY_NOW = {"capacity": 1.0, "ask": 0.85, "waitlist": 0.7, "no-capacity": 0.55}
UNKNOWN_AVAILABILITY, UNKNOWN_NOW = 0.96, 0.85
CLOSED, ON_PROBATION = 0.4, 0.85

NOT_PREFERRED = 0.8

NAME_WHOLE, NAME_PART = 0.6, 0.35
NAMED = 0.9
MOST_NAME_WORDS = 8
_SEVERAL = 0.08  # a document that says it in several ways is about it


@dataclass(frozen=True)
class Ranked:
    """A candidate in its place. `coverage`: the share of what was asked that it has; `fits`: it has all and nothing speaks against it."""

    candidate: Candidate
    score: float
    coverage: float
    fits: bool
    matches: tuple[tuple[Unit, Match], ...] = ()


def asked_codes(query: Query) -> frozenset[Code]:
    """The codes that the ranking has to know of each candidate."""
    codes = set(query.codes)
    for lexicon in query.lexicons:
        for code in query.codes:
            codes |= lexicon.rivals.get(code, frozenset())
    codes |= {("availability", code) for code in AVAILABILITY}
    codes |= {("license", "closed"), ("license", "on_probation"), ("kind", "placement"), ("kind", "service")}
    if query.ages:
        codes |= {("age", year) for year in YEARS}
    if query.places:
        codes.add(("statewide", "yes"))
        for slug in _named(query) | _around(query):
            codes |= {("located", slug), ("county", slug)}
    return frozenset(codes)


def rank(query: Query, candidates: Sequence[Candidate], prefer: Sequence[Code] = ()) -> list[Ranked]:
    """The candidates in a total order: score, then freshness of what is open, then name, then key. Pure."""
    ranked = [_ranked(query, candidate, prefer) for candidate in candidates]
    return sorted(ranked, key=_place_in_order)


def _place_in_order(ranked: Ranked) -> tuple:
    title = ranked.candidate.texts.get("title", "")
    return (-round(ranked.score, 4), title, ranked.candidate.key)


def _ranked(query: Query, candidate: Candidate, prefer: Sequence[Code]) -> Ranked:
    texts = Texts(candidate.texts)
    matches = [(unit, matching.best(unit, texts, candidate.codes)) for unit in query.units]
    about, coverage = _about(query, matches)
    name, is_named = _name(query, texts)
    placed = _place_fit(query, candidate, texts)
    kinds = _rival_fit(query, candidate, texts)
    if is_named:
        # a name that holds "court" or "Sonoma" was meant as a name
        placed, kinds = max(placed, NAMED), max(kinds, NAMED)
    elif placed < NAMED_HERE:
        name = 0.0
    fits = [_age_fit(query, candidate, texts), kinds, placed]
    score = (about + name) * _product(fits) * _open_fit(query, candidate) * _license_fit(candidate)
    if prefer and candidate.codes.isdisjoint(prefer):
        score *= NOT_PREFERRED
    is_whole = coverage > 0.999 and all(fit >= 0.5 for fit in fits)
    return Ranked(candidate, score, coverage, is_whole, tuple((unit, match) for unit, match in matches if match.value))


def _product(factors: Sequence[float]) -> float:
    product = 1.0
    for factor in factors:
        product *= factor
    return product


def _about(query: Query, matches: Sequence[tuple[Unit, Match]]) -> tuple[float, float]:
    """How much of what was asked for the document has, weighted by what each thing says; and the bare share."""
    topics = query.of(Role.TOPIC)
    if not topics and (query.places or query.ages):
        return 1.0, 1.0
    counted = [
        (unit, match)
        for unit, match in matches
        if not _is_place(unit) and unit.role in (Role.TOPIC, Role.LITTLE, Role.MANNER)
    ]
    whole = sum(unit.information for unit, _ in counted)
    if not whole:
        return 0.0, 0.0
    about = sum(unit.information * match.value for unit, match in counted) / whole
    if (
        query.places
        and {meaning.key for unit in topics for meaning in unit.meanings}
        and all(unit.sense and unit.sense <= GENDERS for unit in topics)
    ):
        # "anything for a girl in Imperial": the place is what was asked for
        return (1 + about) / 2, 1.0
    asked = sum(unit.information for unit in topics)
    had = sum(unit.information for unit, match in counted if unit.role == Role.TOPIC and match.value > 0.2)
    return about, had / asked if asked else 1.0


def _is_place(unit: Unit) -> bool:
    return any(meaning.facet == "county" for meaning in unit.meanings)


def _name(query: Query, texts: Texts) -> tuple[float, bool]:
    """What the document's name is worth, and whether it holds what was typed side by side."""
    typed = re.findall(r"[a-z0-9]+", query.corrected or query.typed)
    title = texts.words("title")
    if len(typed) > MOST_NAME_WORDS or not typed or not set(typed) <= set(title):
        return 0.0, False
    if typed == title:
        return NAME_WHOLE, True
    is_phrase = f" {' '.join(typed)} " in f" {' '.join(title)} "
    return NAME_PART, is_phrase and len(typed) > 1


def _age_fit(query: Query, candidate: Candidate, texts: Texts) -> float:
    ages = query.ages
    if not ages:
        return 1.0
    years = {int(code) for facet, code in candidate.codes if facet == "age"}
    if not years:
        years = texts.years
    if not years:
        return AGE_UNSTATED if all(age.low <= OLDEST for age in ages) else AGE_OUTSIDE
    return max(_one_age(age, years) for age in ages)


def _one_age(age: Age, years: set[int]) -> float:
    asked = set(range(age.low, min(age.high, OLDEST) + 1))
    shared = len(asked & years)
    if shared:
        return 0.8 + 0.2 * min(1.0, shared / min(len(asked), 3))
    near = min((abs(one - other) for one in asked for other in years), default=99)
    return AGE_NEAR if near == 1 else AGE_OUTSIDE


def _rival_fit(query: Query, candidate: Candidate, texts: Texts) -> float:
    """Less for a document that is only for the others: boys where a girl was named, a service where a bed was."""
    fit = 1.0
    for lexicon in query.lexicons:
        implied = {lexicon.implied[code] for code in query.codes if code in lexicon.implied}
        for code, rivals in lexicon.rivals.items():
            if code in candidate.codes or rivals & (query.codes | implied):
                continue
            if code in query.codes:
                fit *= _rival(code, rivals, query, candidate, texts, lexicon)
            elif code in implied and rivals & candidate.codes:
                fit *= IMPLIED_RIVAL
    return fit


def _rival(
    code: Code, rivals: frozenset[Code], query: Query, candidate: Candidate, texts: Texts, lexicon: Lexicon
) -> float:
    is_of_a_kind = code in lexicon.implied.values()
    if rivals & candidate.codes:
        if is_of_a_kind:
            return KIND_RIVAL
        return RIVAL_SOFT if SOFTENING & query.codes & candidate.codes else RIVAL
    return 1.0 if is_of_a_kind else _rival_in_text(code, rivals, texts, lexicon)


def _rival_in_text(code: Code, rivals: frozenset[Code], texts: Texts, lexicon: Lexicon) -> float:
    def says(each: Code) -> bool:
        meaning = lexicon.meanings.get(each)
        return meaning is not None and any(texts.says(phrase) for phrase in lexicon.said(meaning))

    if says(code):
        return 1.0
    return RIVAL_IN_TEXT if any(says(rival) for rival in rivals) else RIVAL_UNSTATED


def _named(query: Query) -> frozenset[str]:
    return frozenset(slug for place in query.places for slug in place.counties)


def _around(query: Query) -> frozenset[str]:
    facts = whereabouts.counties()
    return frozenset(other for slug in _named(query) for other in facts[slug].neighbors) - _named(query)


def _place_fit(query: Query, candidate: Candidate, texts: Texts) -> float:
    if not query.places:
        return 1.0
    named, around = _named(query), _around(query)
    says = any(unit.role == Role.PLACE and _says(unit, texts) for unit in query.units)
    is_city = any(place.is_city for place in query.places)
    elsewhere = IN_COUNTY if is_city and not says else 1.0
    if any(("located", slug) in candidate.codes for slug in named):
        return elsewhere
    is_statewide = ("statewide", "yes") in candidate.codes
    if not is_statewide and any(("county", slug) in candidate.codes for slug in named):
        return SERVING * elsewhere
    if says and candidate.miles is not None and candidate.miles < MENTIONED_WITHIN:
        return MENTIONED
    if is_statewide:
        return STATEWIDE
    if any((facet, slug) in candidate.codes for slug in around for facet in ("located", "county")):
        return NEIGHBOR
    if candidate.miles is None:
        return FARTHEST
    return FARTHEST + (NEIGHBOR - FARTHEST) * 0.5 ** (candidate.miles / MILES_HALF)


def _says(unit: Unit, texts: Texts) -> bool:
    """Whether the document says the place, elsewhere than in a name: a street may be called Santa Cruz anywhere."""
    fields = {
        name for each in unit.alternatives if each.reason == Reason.TYPED for name in texts.fields_with(each.node)
    }
    return bool(fields & {"terms", "body"})


def _open_fit(query: Query, candidate: Candidate) -> float:
    table, unknown = (AVAILABILITY_NOW, UNKNOWN_NOW) if query.is_urgent else (AVAILABILITY, UNKNOWN_AVAILABILITY)
    return max((table[code] for facet, code in candidate.codes if facet == "availability"), default=unknown)


def _license_fit(candidate: Candidate) -> float:
    if ("license", "closed") in candidate.codes:
        return CLOSED
    return ON_PROBATION if ("license", "on_probation") in candidate.codes else 1.0
