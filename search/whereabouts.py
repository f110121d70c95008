"""Places in what was typed: counties, cities, ZIP codes, and regions as people name them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from portal.counties import places
from portal.counties.models import County
from search.reading import key_of, words_of

_REGIONS = Path(__file__).parent / "data" / "regions.csv"
SHORT_TEXT = 6  # words of a text in which a name at the end is a place
COUNTY_WORDS = frozenset(["county", "co", "cnty", "condado", "counties"])
# Behind one of these a place is where somebody comes from, or must not be.
_ORIGIN = frozenset(["from", "de", "desde"])
# ... but "cerca de Fresno" is there.
_THERE = (
    ("cerca", "de"),
    ("condado", "de"),
    ("ciudad", "de"),
    ("area", "de"),
    ("zona", "de"),
    ("alrededor", "de"),
    ("dentro", "de"),
    ("not", "far", "from"),
    ("minutes", "from"),
    ("miles", "from"),
    ("hour", "from"),
    ("hours", "from"),
)
# Before an ordinary word that is meant as a place, in Spanish; English ones are `portal.counties.places`'s.
_SPANISH_BEFORE = (("cerca", "de"), ("condado", "de"), ("ciudad", "de"), ("en",))
_NOT_THERE = (
    ("far", "from"),
    ("away", "from"),
    ("out", "of"),
    ("outside",),
    ("not", "in"),
    ("lejos", "de"),
    ("fuera", "de"),
    ("leave",),
    ("leaving",),
    ("anywhere", "but"),
    ("except",),
)
_NEGATED = frozenset(["cant", "cannot", "couldnt", "wont", "not", "never", "without", "no"])


@dataclass(frozen=True)
class CountyFacts:
    slug: str
    name: str
    latitude: float
    longitude: float
    neighbors: frozenset[str]


@dataclass(frozen=True)
class Whereabouts:
    """A place that was read at these words: the counties that it means, and a point to measure from.

    `is_origin`: only where somebody comes from, "a boy from Oakland"; `is_shunned`: not there, "far from Oakland".
    """

    start: int
    end: int
    label: str
    counties: tuple[str, ...]
    latitude: float
    longitude: float
    is_city: bool = False
    is_origin: bool = False
    is_shunned: bool = False


@cache
def counties() -> dict[str, CountyFacts]:
    """The counties by slug. Facts that come with a migration, so a process reads them once: two SQL queries."""
    return {
        row.slug: CountyFacts(
            row.slug,
            row.name,
            row.population_latitude,
            row.population_longitude,
            frozenset(other.slug for other in row.neighbors.all()),
        )
        for row in County.objects.prefetch_related("neighbors")
    }


@cache
def _slugs() -> dict[str, str]:
    return dict(County.objects.values_list("fips", "slug"))


def places_in(words: Sequence[str], vocabulary: frozenset[str] = frozenset()) -> dict[int, Whereabouts]:
    """The places that a sentence names, by the word where each starts. A region is taken before a place inside its name.

    A name that is also a word ("Orange", "La", "El Centro") is a place behind "in" or "near"; in a short text also at
    its end or beside another place, unless it is a word of the vocabulary.
    """
    found = {each.start: each for each in _regions_in(words)}
    for named in places.places_named(words):
        _add(found, words, named.start, named.end, named.place)
    for start in reversed(range(len(words))):
        for end in range(min(start + 3, len(words)), start, -1):
            place = places.find_place(" ".join(words[start:end]))
            if place and _is_meant(found, words, start, end, vocabulary):
                _add(found, words, start, end, place)
                break
    return found


def _is_meant(
    found: dict[int, Whereabouts], words: Sequence[str], start: int, end: int, vocabulary: frozenset[str]
) -> bool:
    """Whether an ordinary word stands where a place does: beside a place, or at the end of a short text."""
    joined = (("or",), ("and",), ("o",), ("y",))
    after = end + (words[end : end + 1] in joined)
    before = start - (words[max(start - 1, 0) : start] in joined)
    if _ends_with(tuple(words[:start]), _SPANISH_BEFORE) and words[start:end] != ("la",):
        return True
    if words[start:end] == ("la",):
        # an article before anything but another short name: "la sierra", and "la oc"
        return end == len(words) or (after in found and (after > end or len(words[end]) == 2))
    if after in found or any(each.end == before for each in found.values()):
        return True
    return end == len(words) <= SHORT_TEXT and start > 0 and not vocabulary.issuperset(words[start:end])


def _add(found: dict[int, Whereabouts], words: Sequence[str], start: int, end: int, place: places.Place) -> None:
    taken = {at for each in found.values() for at in range(each.start, each.end)}
    if taken.isdisjoint(range(start, end)):
        slugs = (_slugs()[place.county],)
        found[start] = replace(
            _at(words, start, end, place.name, slugs, place.latitude, place.longitude), is_city=not place.is_county
        )


def _at(
    words: Sequence[str], start: int, end: int, label: str, slugs: tuple[str, ...], latitude: float, longitude: float
) -> Whereabouts:
    before = tuple(words[:start])
    is_there = _ends_with(before, _THERE)
    is_shunned = not is_there and any(
        before[-len(each) :] == each and _NEGATED.isdisjoint(before[: -len(each)][-1:]) for each in _NOT_THERE
    )
    is_origin = bool(before) and before[-1] in _ORIGIN and not is_shunned and not is_there
    return Whereabouts(start, end, label, slugs, latitude, longitude, is_origin=is_origin, is_shunned=is_shunned)


def _ends_with(before: tuple[str, ...], endings: Sequence[tuple[str, ...]]) -> bool:
    return any(before[-len(each) :] == each for each in endings)


def _regions_in(words: Sequence[str]) -> list[Whereabouts]:
    keys, found, start = key_of(words), [], 0
    while start < len(keys):
        end = next((end for end in range(min(start + 5, len(keys)), start, -1) if keys[start:end] in _regions()), 0)
        if end:
            label, slugs = _regions()[keys[start:end]]
            facts = [counties()[slug] for slug in slugs]
            latitude = sum(each.latitude for each in facts) / len(facts)
            longitude = sum(each.longitude for each in facts) / len(facts)
            found.append(_at(words, start, end, label, slugs, latitude, longitude))
        start = end or start + 1
    return found


@cache
def names() -> frozenset[str]:
    """Every word of four letters or more in the name of a county, its seat or a region: what a misspelled one may have meant.

    A city's name counts as misspelled only where documents have it, as any other word.
    """
    known = [name for pair in County.objects.values_list("name", "seat") for name in pair]
    known += [" ".join(name) for name in _regions()]
    return frozenset(word for name in known for word in words_of(name) if len(word) >= 4)


# A name of somewhere else is no slip of the hand for one of ours: "Utah" is no "Putah Creek".
_OTHER_STATES = frozenset(
    [
        "alabama",
        "alaska",
        "arizona",
        "arkansas",
        "colorado",
        "connecticut",
        "delaware",
        "florida",
        "georgia",
        "hawaii",
        "idaho",
        "illinois",
        "indiana",
        "iowa",
        "kansas",
        "kentucky",
        "louisiana",
        "maine",
        "maryland",
        "massachusetts",
        "michigan",
        "minnesota",
        "mississippi",
        "missouri",
        "montana",
        "nebraska",
        "ohio",
        "oklahoma",
        "oregon",
        "pennsylvania",
        "tennessee",
        "texas",
        "utah",
        "vermont",
        "virginia",
        "washington",
        "wisconsin",
        "wyoming",
        "vegas",
        "reno",
        "tijuana",
        "mexico",
        "guatemala",
        "honduras",
        "phoenix",
        "portland",
        "seattle",
        "tucson",
    ]
)


@cache
def city_names() -> frozenset[str]:
    """Every word in the name of a city or another state: none of them is a slip of the hand."""
    return _OTHER_STATES.union(word for name in places.names() for word in words_of(name))


@cache
def _regions() -> dict[tuple[str, ...], tuple[str, tuple[str, ...]]]:
    with _REGIONS.open(encoding="utf-8", newline="") as file:
        return {
            key_of(words_of(phrase)): (row["label"], tuple(slug.strip() for slug in row["counties"].split(";")))
            for row in csv.DictReader(file)
            for phrase in row["phrases"].split(";")
        }
