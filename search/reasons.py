"""Why a hit is here, in words: only what the reader typed, and labels; never the text of a field."""

from __future__ import annotations

from collections.abc import Iterator

from search import whereabouts
from search.matching import Match
from search.query import Query, Reason, Role, Unit
from search.ranking import Ranked

MOST = 6


def told(query: Query, ranked: Ranked) -> tuple[str, ...]:
    """The reasons of one hit, the most telling first."""
    topics = sorted(
        (pair for pair in ranked.matches if pair[0].role == Role.TOPIC), key=lambda pair: -pair[0].information
    )
    found = [_reason(unit, match) for unit, match in topics]
    return tuple(dict.fromkeys([*found, *_ages(query, ranked), *_place(query, ranked)]))[:MOST]


def _reason(unit: Unit, match: Match) -> str:
    alternative = match.alternative
    if alternative is None:
        return ""
    if alternative.reason == Reason.CODE:
        return alternative.said
    if alternative.reason in (Reason.ALSO, Reason.SPELLING, Reason.BEGINNING) and alternative.said != unit.typed:
        return f"“{unit.typed}” as “{alternative.said}”"
    where = "in the name" if match.field == "title" else "mentioned"
    return f"“{unit.typed}” {where}"


def _ages(query: Query, ranked: Ranked) -> Iterator[str]:
    years = {int(code) for facet, code in ranked.candidate.codes if facet == "age"}
    for age in query.ages:
        if years & set(range(age.low, age.high + 1)):
            yield (
                f"takes {age.low}-year-olds"
                if age.low == age.high
                else f"takes ages {age.low} to {max(age.high, age.low)}"
            )


def _place(query: Query, ranked: Ranked) -> Iterator[str]:
    codes, facts = ranked.candidate.codes, whereabouts.counties()
    for place in query.places:
        located = [slug for slug in place.counties if ("located", slug) in codes]
        served = [slug for slug in place.counties if ("county", slug) in codes]
        if located:
            yield f"in {facts[located[0]].name} County"
        elif ("statewide", "yes") in codes:
            yield "serves the whole state"
        elif served:
            yield f"serves {facts[served[0]].name} County"
        elif ranked.candidate.miles is not None and place == query.places[0]:
            yield f"{ranked.candidate.miles:.0f} miles from {place.label}"
