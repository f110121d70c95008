"""What was read in the typed words and could be a filter: the reader takes it or leaves it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resources.asked import Asked
from resources.queries.sought import Sought
from search import Code
from search.language import STOP_WORDS, fold
from search.service import Reading
from search.units import LITTLE_WORDS

COUNTY = "county"
MOST_LABELS = 3  # of one suggestion that are named
# After one of these the county itself is meant, and not what lies around a place.
_INSIDE = frozenset({"in", "en"})
# Words before a place that go with it.
_LEADS_TO_A_PLACE = _INSIDE | {"near", "around", "from", "by", "at", "cerca", "de"}
_WORD = re.compile(r"\w+")
_LITTLE = LITTLE_WORDS | STOP_WORDS


@dataclass(frozen=True)
class Suggestion:
    """One reading in words; `take` is the search with it as a filter in place of its words, `leave` without offering it again."""

    label: str
    take: Asked
    leave: Asked


@dataclass(frozen=True)
class Suggestions:
    """All that was read; `take_all` takes it in one press."""

    each: tuple[Suggestion, ...]
    take_all: Asked


def suggestions(sought: Sought, readings: Sequence[Reading]) -> Suggestions | None:
    """Readings that would change the search and by which this reader may narrow; None: there are none.

    What the same words mean in one facet goes together. A county or city is offered as a place to search around, unless
    "in" stands before it or the words mean several counties.
    """
    together: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings:
        if _is_new(sought, reading):
            together.setdefault((reading.typed, reading.facet), []).append(reading)
    if not together:
        return None
    everything = sought.asked
    for each in together.values():
        everything = _taken(sought, everything, each)[0]
    return Suggestions(tuple(_suggestion(sought, each) for each in together.values()), everything)


def without(text: str, words: str, *, is_place: bool = False) -> str:
    """A text without these words, where they stand side by side; as it was where they don't. Accents and case don't matter.

    Where only words would be left that say nothing ("needs a"), nothing is left.
    """
    found = _place_of(text, words, is_place=is_place)
    if found is None:
        return text
    rest = f"{text[: found[0]]} {text[found[1] :]}"
    if _LITTLE.issuperset(fold(word) for word in _WORD.findall(rest)):
        return ""
    return " ".join(part for part in rest.split() if _WORD.search(part)).strip(" ,;.")


def _suggestion(sought: Sought, readings: Sequence[Reading]) -> Suggestion:
    take, label = _taken(sought, sought.asked, readings)
    left = tuple(sorted({*sought.asked.left, *_codes(readings)}))
    return Suggestion(label, take, sought.asked.but(left=left))


def _is_new(sought: Sought, reading: Reading) -> bool:
    code = (reading.facet, reading.code)
    if code in sought.asked.left or code in sought.asked.chosen:
        return False
    is_here = sought.spot is not None and code == (COUNTY, sought.spot.county.slug)
    return bool(sought.label_of(code)) and not is_here


def _taken(sought: Sought, asked: Asked, readings: Sequence[Reading]) -> tuple[Asked, str]:
    """The search with these readings in place of their words, and the readings in words."""
    text = without(asked.text, readings[0].typed, is_place=readings[0].facet == COUNTY)
    place = _around(sought, readings)
    if place and place.spot:
        return asked.but(text=text, near=place.asked.near), f"near {place.spot.label}"
    codes = _codes(readings)
    labels = [sought.label_of(code) for code in codes]
    more = f" and {len(labels) - MOST_LABELS} more" if len(labels) > MOST_LABELS else ""
    return asked.having(*codes).but(text=text), ", ".join(labels[:MOST_LABELS]) + more


def _codes(readings: Sequence[Reading]) -> list[Code]:
    return [(reading.facet, reading.code) for reading in readings]


def _around(sought: Sought, readings: Sequence[Reading]) -> Sought | None:
    """The search around the place that was read; None: it is no place, or its county is meant."""
    reading = readings[0]
    if reading.facet != COUNTY or len(readings) > 1:
        return None
    found = _place_of(sought.asked.text, reading.typed)
    if found and fold(sought.asked.text[: found[0]]).split()[-1:] in ([word] for word in _INSIDE):
        return None
    named = sought.but(sought.asked.but(near=without(reading.typed, "near")))
    named = named if named.spot else sought.but(sought.asked.but(near=reading.code))
    return named.but(named.asked.but(near=named.spot.word)) if named.spot else None


def _place_of(text: str, words: str, *, is_place: bool = False) -> tuple[int, int] | None:
    """Where these words begin and end in a text, with what belongs to a place around them; None: nowhere."""
    pieces = list(_WORD.finditer(text))
    folded, wanted = [fold(piece[0]) for piece in pieces], [fold(word) for word in _WORD.findall(words)]
    for start in range(len(folded) - len(wanted) + 1 if wanted else 0):
        end = start + len(wanted)
        if folded[start:end] == wanted:
            if is_place:
                start, end = start - _before(folded[:start]), end + (folded[end : end + 1] in (["county"], ["co"]))
            return pieces[start].start(), pieces[end - 1].end()
    return None


def _before(words: list[str]) -> int:
    """How many of the last words lead to a place: "near", "cerca de"."""
    count = 0
    while count < min(2, len(words)) and words[-1 - count] in _LEADS_TO_A_PLACE:
        count += 1
    return count
