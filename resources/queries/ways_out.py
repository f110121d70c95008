"""Where a search leads that finds nothing: the same search with one thing less, and how much that finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from resources.asked import Asked
from resources.queries.sought import Sought
from search.service import find

# Each way is one more search, so a page that finds nothing makes this many at most for the chosen facets.
MOST_FACETS = 8


@dataclass(frozen=True)
class Way:
    """One search that finds something; `label` says what it leaves out."""

    label: str
    asked: Asked
    count: int


def ways_out(sought: Sought) -> tuple[Way, ...]:
    """In the fixed order: without the distance, then without one chosen facet, the most helpful first, then without the words.

    A way that finds nothing isn't shown. Visibility is never relaxed: each is a search of the same reader.
    """
    facets = [way for label, asked in _less_one_facet(sought) if (way := _way(sought, label, asked))]
    return (
        *_only(_way(sought, label, asked) for label, asked in _less_distance(sought)),
        *sorted(facets, key=lambda way: -way.count),
        *_only(_way(sought, label, asked) for label, asked in _less_words(sought)),
    )


def _less_distance(sought: Sought) -> Iterator[tuple[str, Asked]]:
    if sought.spot and sought.asked.within:
        yield f"At any distance from {sought.spot.label}", sought.asked.but(within=None)


def _less_one_facet(sought: Sought) -> Iterator[tuple[str, Asked]]:
    names = dict.fromkeys(name for name, _ in sought.used)
    if len(sought.used) == 1 and not sought.asked.text:
        return
    for name in list(names)[:MOST_FACETS]:
        codes = [code for code in sought.used if code[0] == name]
        said = " or ".join(sought.label_of(code) for code in codes[:3]) + (" and others" if len(codes) > 3 else "")
        yield f"Without “{said}”", sought.asked.lacking(*codes)


def _less_words(sought: Sought) -> Iterator[tuple[str, Asked]]:
    if sought.asked.text and (sought.used or sought.asked.within):
        yield "Without the words, with the same filters", sought.asked.but(text="", left=())


def _way(sought: Sought, label: str, asked: Asked) -> Way | None:
    count = find(sought.but(asked).request(size=1)).total
    return Way(label, asked, count) if count else None


def _only(ways: Iterator[Way | None]) -> Iterator[Way]:
    return (way for way in ways if way)
