"""The codes of a document as engines store them: each facet and code as one word, each code that comes and goes with
its moments, and UNSTATED wherever and whenever a facet has nothing to say. So no engine has to know what UNSTATED means.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from search.contract import UNSTATED, SearchDocument

# Moments are whole microseconds since 1970, in UTC; these two stand for "since ever" and "for ever".
EVER_BEFORE, EVER_AFTER = -(2**62), 2**62
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class Span(NamedTuple):
    """A code that a document has at `since` and until shortly before `until`."""

    code: str
    since: int
    until: int


def coded(facet: str, code: str) -> str:
    """A facet's code as one word. Names of facets hold no colon."""
    return f"{facet}:{code}"


def uncoded(word: str) -> tuple[str, str]:
    """The facet and the code of such a word."""
    facet, _, code = word.partition(":")
    return facet, code


def moment(time: datetime.datetime) -> int:
    """A time as engines compare it."""
    return (time - _EPOCH) // datetime.timedelta(microseconds=1)


def lasting(document: SearchDocument) -> list[str]:
    """The codes that the document has whatever the time is."""
    facets_with_spans = {timed.facet for timed in document.timed}
    words = (
        coded(facet, code)
        for facet, codes in document.facets.items()
        for code in codes or (() if facet in facets_with_spans else (UNSTATED,))
    )
    return list(dict.fromkeys(words))


def spans(document: SearchDocument) -> list[Span]:
    """The codes that come and go, and UNSTATED for a facet while all of its codes are gone. Spans of one code never touch."""
    settled = set(lasting(document))
    found: list[Span] = []
    for facet in dict.fromkeys(timed.facet for timed in document.timed):
        own = [
            Span(
                coded(facet, timed.code),
                EVER_BEFORE if timed.since is None else moment(timed.since),
                EVER_AFTER if timed.until is None else moment(timed.until),
            )
            for timed in document.timed
            if timed.facet == facet
        ]
        found += _merged(span for span in own if span.code not in settled)
        if not document.facets.get(facet):
            found += _gaps(coded(facet, UNSTATED), own)
    return found


def _merged(own: Iterable[Span]) -> Iterator[Span]:
    """Spans of one code that overlap or touch become one; empty ones go."""
    for code, same in groupby(sorted(span for span in own if span.since < span.until), key=itemgetter(0)):
        since, until = None, None
        for span in same:
            if until is not None and span.since <= until:
                until = max(until, span.until)
                continue
            if since is not None and until is not None:
                yield Span(code, since, until)
            since, until = span.since, span.until
        if since is not None and until is not None:
            yield Span(code, since, until)


def _gaps(code: str, own: Iterable[Span]) -> Iterator[Span]:
    """When none of these spans holds."""
    free_since = EVER_BEFORE
    for span in _merged(Span(code, each.since, each.until) for each in own):
        if free_since < span.since:
            yield Span(code, free_since, span.since)
        free_since = span.until
    if free_since < EVER_AFTER:
        yield Span(code, free_since, EVER_AFTER)
