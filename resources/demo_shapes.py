"""What invented listings are made of: rows of `resources/data/demo_*.toml`, read once when the demo is built."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resources.models import Kind

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True)
class Shape:
    """One kind of listing: how often it comes, how it is named, whom it serves, and how different people describe it.

    `texts` are voices for the same kind of place. `beds`: the least and the most; None: it isn't counted.
    """

    kind: Kind
    weight: int
    types: list[str]
    suffixes: list[str]
    texts: list[str]
    ages: tuple[int, int]
    referrals: list[str]
    funding: list[str]
    access: tuple[str, ...] = ("referral",)
    beds: tuple[int, int] | None = None
    populations: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    trafficking: tuple[str, ...] = ()
    license_type: str = ""
    is_secure: bool = False
    is_confidential: bool = False


def shapes() -> list[Shape]:
    """Every shape, placements first."""
    files = {Kind.PLACEMENT: "demo_placements.toml", Kind.SERVICE: "demo_services.toml"}
    return [Shape(kind=kind, **row) for kind, file in files.items() for row in _read(file)["shape"]]


def words() -> dict[str, Any]:
    """Names, remarks and the like, by what they are for; `chain` and `statewide` are rows."""
    return _read("demo_words.toml")


def _read(file: str) -> dict[str, Any]:
    return tomllib.loads((DATA / file).read_text(encoding="utf-8"))
