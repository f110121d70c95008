"""The page of results as plain data: what an address asks for, and what stands where on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from django.http import QueryDict

from search import rooms
from search.contract import WHAT, Hit
from search.pages import page_number
from search.service import AlsoSearched, SearchPage

PAGE_SIZE = 20


@dataclass(frozen=True)
class Asked:
    """One search of everything; `kinds` are the kinds of things that are wanted, none for all."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    literal: bool = False
    page: int = 1

    def address(self, *, with_page: bool = True) -> str:
        """The query string, in one order, nothing empty."""
        pairs = [
            ("q", self.text),
            *((WHAT, kind) for kind in self.kinds),
            ("literal", "1" if self.literal else ""),
            ("page", str(self.page) if with_page and self.page > 1 else ""),
        ]
        return urlencode([(name, value) for name, value in pairs if value])

    def but(self, **changes: object) -> Asked:
        """The same search with other values, from its first page."""
        return replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Line:
    """One thing found, why it is here, and how far it is where the search was near a place."""

    hit: Hit
    reasons: tuple[str, ...]
    miles: float | None


@dataclass(frozen=True)
class Part:
    """Things that fit equally well, kind by kind; `heading` where a page has two parts."""

    heading: str
    groups: list[tuple[str, list[Line]]]


@dataclass(frozen=True)
class KindChoice:
    """A kind of thing as a filter, and the address that adds it or takes it away."""

    label: str
    count: int
    is_chosen: bool
    address: str


@dataclass(frozen=True)
class Other:
    """Words that were searched as well for a typed one."""

    typed: str
    words: str


def read(address: QueryDict) -> Asked:
    """The search that an address asks for. Anything that is no word of ours is dropped."""
    kinds = dict.fromkeys(kind for kind in address.getlist(WHAT) if kind in rooms.kind_labels)
    return Asked(
        text=" ".join(address.get("q", "").replace("\0", "").split()),
        kinds=tuple(sorted(kinds)),
        literal=address.get("literal") == "1",
        page=page_number(address.get("page")),
    )


def parts(found: SearchPage, page: int) -> list[Part]:
    """What fits everything that was typed, then what fits most of it; each by kind, that of its best hit first."""
    lines = [
        Line(hit, tuple(found.reasons.get(key, ())), found.miles.get(key))
        for key, hit in zip(found.keys, found.hits, strict=True)
    ]
    fitting = len(lines) if found.fitting is None else min(max(found.fitting - (page - 1) * PAGE_SIZE, 0), len(lines))
    first, rest = lines[:fitting], lines[fitting:]
    heading = "These fit most of what you typed" if rest else ""
    return [Part(head, _by_kind(each)) for head, each in (("", first), (heading, rest)) if each]


def kind_choices(asked: Asked, counts: Mapping[str, int]) -> list[KindChoice]:
    """The kinds that were found, most first; one that is chosen stays, so that it can be taken away."""
    kinds = sorted({*counts, *asked.kinds}, key=lambda kind: (-counts.get(kind, 0), kind))
    return [
        KindChoice(
            rooms.kind_label(kind),
            counts.get(kind, 0),
            kind in asked.kinds,
            asked.but(kinds=tuple(sorted({*asked.kinds} ^ {kind}))).address(),
        )
        for kind in kinds
    ]


def others(also_searched: Sequence[AlsoSearched]) -> list[Other]:
    """Synonyms, as a sentence lists them."""
    return [Other(each.typed, ", ".join(each.words)) for each in also_searched if each.words]


def _by_kind(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    first: dict[str, int] = {}
    for line in lines:
        first.setdefault(line.hit.kind_label, len(first))
    in_order = sorted(lines, key=lambda line: first[line.hit.kind_label])
    return [(label, list(each)) for label, each in groupby(in_order, key=lambda line: line.hit.kind_label)]
