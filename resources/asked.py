"""One search of the directory as its address says it: the only form in which a search is linked, kept or sent on.

An address has one spelling: names in a fixed order, codes sorted, nothing empty. `read` takes any address and never
refuses; what is no word of ours is dropped. Whether a code is known, and known to this reader, is `resources.facets`'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from django.http import QueryDict

from resources.facets import NAMES
from search import Code
from search.pages import page_number

WITHIN = (25, 50, 100, 200)
# Everything there is to choose is about 250 codes; nobody chooses more than this, and an address stays under 4,000 letters.
MOST_CODES = 80
LONGEST_PLACE = 60
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_LONGEST_CODE = 40
_PLACE = {name: place for place, name in enumerate(NAMES)}


class Sort(StrEnum):
    """The order of listings where no words are asked for; with words the best match comes first."""

    USUAL = ""  # nearest first where a place is named, else open ones first
    OPEN = "open"
    NAME = "name"


class View(StrEnum):
    """How the answer is shown."""

    LIST = ""
    MAP = "map"
    PRINT = "print"


@dataclass(frozen=True)
class Asked:
    """A search. `chosen` are codes of facets in the address's order; `near` is a place as typed, or a county's slug.

    `within` are miles from there, None for any distance. `left` are readings that are not offered again. `literal`:
    no other words than the typed ones.
    """

    text: str = ""
    literal: bool = False
    near: str = ""
    within: int | None = None
    chosen: tuple[Code, ...] = ()
    left: tuple[Code, ...] = ()
    sort: Sort = Sort.USUAL
    view: View = View.LIST
    page: int = 1

    def codes(self, facet: str) -> tuple[str, ...]:
        """What is chosen of one facet."""
        return tuple(code for name, code in self.chosen if name == facet)

    def having(self, *codes: Code) -> Asked:
        """The same search with these codes chosen too, from its first page."""
        return replace(self, chosen=_in_order((*self.chosen, *codes)), page=1)

    def lacking(self, *codes: Code) -> Asked:
        """The same search without these codes, from its first page."""
        return replace(self, chosen=tuple(each for each in self.chosen if each not in codes), page=1)

    def lacking_facet(self, facet: str) -> Asked:
        """The same search with nothing chosen of one facet, from its first page."""
        return self.lacking(*(each for each in self.chosen if each[0] == facet))

    def but(self, **changes: object) -> Asked:
        """The same search with other values, from its first page unless `page` is among them."""
        return replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.text or self.near or self.chosen)

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of the address, in its one order, nothing empty."""
        values = [
            ("q", self.text),
            ("literal", "1" if self.literal and self.text else ""),
            ("near", self.near),
            ("within", str(self.within) if self.within and self.near else ""),
            *self.chosen,
            *(("left", f"{facet}.{code}") for facet, code in self.left if self.text),
            ("sort", self.sort),
            ("view", self.view),
            ("page", str(self.page) if self.page > 1 else ""),
        ]
        return [(name, value) for name, value in values if value]

    def address(self) -> str:
        """The query string, without its question mark."""
        return urlencode(self.pairs())


def read(address: QueryDict) -> Asked:
    """The search that an address asks for; of a name given twice, where one is enough, the last counts."""
    text = _plain(address.get("q", ""))
    near = _plain(address.get("near", ""))[:LONGEST_PLACE].strip()
    return Asked(
        text=text,
        literal=bool(text) and address.get("literal") == "1",
        near=near,
        within=_within(address.get("within", "")) if near else None,
        chosen=_in_order((name, code) for name in NAMES for code in address.getlist(name) if _is_code(code)),
        left=_left(address.getlist("left")) if text else (),
        sort=Sort(address.get("sort", "")) if address.get("sort") in list(Sort) else Sort.USUAL,
        view=View(address.get("view", "")) if address.get("view") in list(View) else View.LIST,
        page=page_number(address.get("page")),
    )


def is_spelled_so(address: QueryDict, asked: Asked) -> bool:
    """Whether an address is already the one spelling of its search."""
    return [(name, value) for name, values in address.lists() for value in values] == asked.pairs()


def _in_order(codes: Iterable[Code]) -> tuple[Code, ...]:
    unique = sorted(set(codes), key=lambda each: (_PLACE[each[0]], len(each[1]) if each[1].isdigit() else 0, each[1]))
    return tuple(unique[:MOST_CODES])


def _is_code(code: str) -> bool:
    return len(code) <= _LONGEST_CODE and _CODE.fullmatch(code) is not None


def _left(values: list[str]) -> tuple[Code, ...]:
    parts = (value.partition(".") for value in values[:MOST_CODES])
    return tuple(
        sorted({(facet, code) for facet, _, code in parts if _is_code(facet.replace("_", "-")) and _is_code(code)})
    )


def _within(value: str) -> int | None:
    return int(value) if value in map(str, WITHIN) else None


def _plain(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
