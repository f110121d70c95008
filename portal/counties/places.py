"""ZIP codes and place names of California, as people type them: where they are, in which county.

Facts from files (`data/README.md` names their sources), read once per process and no database. A name that is also a
county's means the county. A name that is also an ordinary word ("Paradise", "Weed", "Vista"), a given name, or the name of
several places is a place in a sentence only after a word such as "in" or "near".
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
# After one of these, an ordinary word is meant as a place.
BEFORE_A_PLACE = frozenset({"in", "near", "around", "from", "nearby", "outside"})
ORDINARY_COUNTIES = frozenset(
    {
        "alpine",
        "glenn",
        "imperial",
        "kings",
        "lake",
        "mariposa",
        "mono",
        "nevada",
        "orange",
        "placer",
        "sierra",
        "trinity",
    }
)
# What people call counties and cities. Left out because they mean two: SB, SJ. "LA" is also an article in Spanish.
SHORT_NAMES = {
    "la": "los angeles",
    "sf": "san francisco",
    "san fran": "san francisco",
    "oc": "orange",
    "sd": "san diego",
    "slo": "san luis obispo",
    "sac": "sacramento",
    "sacto": "sacramento",
    "san berdoo": "san bernardino",
    "berdoo": "san bernardino",
    "mendo": "mendocino",
    "napa valley": "napa",
    "imperial valley": "imperial",
    "east la": "east los angeles",
    "south la": "south los angeles",
    "south central la": "south los angeles",
    "south central los angeles": "south los angeles",
    "west la": "west los angeles",
    "weho": "west hollywood",
    "silicon valley": "santa clara",
    "bako": "bakersfield",
    "carmel by the sea": "carmel",
    "la canada": "la canada flintridge",
    "yosemite": "yosemite national park",
    "city of commerce": "commerce",
}
ORDINARY_SHORT_NAMES = frozenset({"la"})
# Regions that begin like a county's or a city's name: to read a county into them would be wrong.
REGIONS = frozenset(
    {"san joaquin valley", "sacramento valley", "sierra nevada", "san francisco bay area", "sf bay area"}
)
DIRECTIONS = {"n": "north", "s": "south", "e": "east", "w": "west"}
SHORTENED = {"saint": "st", "mount": "mt", "fort": "ft"}


@dataclass(frozen=True, slots=True)
class Place:
    """A point that someone named: degrees (WGS 84), to a tenth of a mile."""

    name: str
    """As it is written: "Bakersfield", "Kern County", "ZIP 93301"."""
    county: str
    """FIPS code of the county it is in; of a place in two counties, the one with most of its people."""
    latitude: float
    longitude: float
    is_county: bool = False
    """The whole county is meant. The point is then the city that shares the name of the county it is the seat of, else
    the center of population."""
    is_ordinary_word: bool = False
    """The words that were typed also mean something else, or several places."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place in a sentence: `words[start:end]` name it."""

    place: Place
    start: int
    end: int


def find_zip(typed: str) -> Place | None:
    """The place of a ZIP code of California ("93721", "93721-1234"), or None."""
    five = re.fullmatch(r"\s*([0-9]{5})(-[0-9]{4})?\s*", typed)
    row = _zip_codes().get(five[1]) if five else None
    return Place(f"ZIP {row[0]}", row[1], float(row[2]), float(row[3])) if row else None


def find_place(typed: str) -> Place | None:
    """The county, city or well-known neighborhood of this name, or None.

    Case, accents and dots don't matter, nor does "city of" before or "CA" after it.
    """
    words = [word for part in typed.split() if (word := _fold(part))]
    if len(words) > 1 and words[-1] in {"ca", "calif", "california"}:
        words.pop()
    names = _names()
    return names.get(_key(words)) or (names.get(_key(words[2:])) if words[:2] == ["city", "of"] else None)


def names() -> frozenset[str]:
    """Every name that is known, as it is compared: lower case, without accents and dots."""
    return frozenset(_names())


def places_named(words: Sequence[str]) -> list[Named]:
    """The places that a sentence names, in its order: ZIP codes, and of names the longest that fits.

    An ordinary word is left out unless it follows "in", "near", "around", "from", "outside" or "city of". Words are as
    typed or folded; one of several parts ("Carmel-by-the-Sea") is read as it is.
    """
    return list(_walk([_fold(word) for word in words]))


def _walk(words: list[str]) -> Iterator[Named]:
    start = 0
    while start < len(words):
        end = start + 1
        if found := _longest(words, start):
            place, end = found
            if place:
                yield Named(place, start, end)
        start = end


def _longest(words: list[str], start: int) -> tuple[Place | None, int] | None:
    """The longest name that begins here and where it ends; no place for a region; None if nothing begins here."""
    for end in range(min(len(words), start + _longest_name()), start, -1):
        key = _key(words[start:end])
        if key in REGIONS:
            return None, end
        place = _names().get(key) or (find_zip(key) if end == start + 1 else None)
        if place and (not place.is_ordinary_word or _is_meant_as_a_place(words[:start])):
            return place, end
    return None


def _is_meant_as_a_place(before: list[str]) -> bool:
    return bool(before) and (before[-1] in BEFORE_A_PLACE or before[-2:] == ["city", "of"])


def _fold(word: str) -> str:
    """Lower case, without accents, dots, a possessive and punctuation around it; hyphens become spaces."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    plain = plain.removesuffix("'s").replace(".", "").strip(" ,;:!?()\"'/")
    return plain if plain[:1].isdigit() else plain.replace("-", " ")


def _key(words: Sequence[str]) -> str:
    """The spelling under which a name is kept: "n hollywood" as "north hollywood", "saint helena" as "st helena"."""
    parts = " ".join(words).split()
    if len(parts) > 1:
        parts[0] = DIRECTIONS.get(parts[0], parts[0])
    return " ".join(SHORTENED.get(part, part) for part in parts)


def _read(file: str) -> Iterator[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@cache
def _zip_codes() -> dict[str, list[str]]:
    """The rows of the file by ZIP code: few of the 2,584 are ever asked for, so none is made a place before."""
    with (DATA / "zip_codes.csv").open(encoding="utf-8", newline="") as lines:
        return {row[0]: row for row in csv.reader(lines)}


@cache
def _names() -> dict[str, Place]:
    """By key: cities, over them counties, over them short names."""
    names = {_key([_fold(part) for part in row["name"].split()]): _city(row) for row in _read("places.csv")}
    counties: dict[str, Place] = {}
    for row in _read("counties.csv"):
        counties |= _county(row, names)
    names |= counties
    for short, full in SHORT_NAMES.items():
        names[short] = replace(names[full], is_ordinary_word=short in ORDINARY_SHORT_NAMES)
        if names[full].is_county:
            names[f"{short} county"] = replace(names[full], is_ordinary_word=False)
    return names


def _city(row: dict[str, str]) -> Place:
    return Place(
        row["name"],
        row["county"],
        float(row["latitude"]),
        float(row["longitude"]),
        is_ordinary_word=row["ordinary"] == "yes",
    )


def _county(row: dict[str, str], cities: dict[str, Place]) -> dict[str, Place]:
    """A county by its name alone, and with "county" beside it, which makes it no ordinary word."""
    key = _key(row["name"].lower().split())
    place = Place(
        f"{row['name']} County",
        row["fips"],
        float(row["population_latitude"]),
        float(row["population_longitude"]),
        is_county=True,
    )
    if row["seat"] == row["name"]:
        place = replace(place, latitude=cities[key].latitude, longitude=cities[key].longitude)
    named = [f"{key} county", f"{key} counties", f"{key} co", f"county of {key}", f"condado de {key}"]
    return {key: replace(place, is_ordinary_word=key in ORDINARY_COUNTIES)} | dict.fromkeys(named, place)


@cache
def _longest_name() -> int:
    return max(len(key.split()) for key in (*_names(), *REGIONS))
