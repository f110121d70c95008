"""What a room hands to search, and what search asks of it. Search itself knows no feature."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

# Fields of a document and what a match in each is worth. Four, because PostgreSQL knows four weights.
FIELD_WEIGHTS = {"title": 8.0, "alias": 5.0, "terms": 3.0, "body": 1.0}
# The code under which a facet that a document leaves empty is counted and can be selected.
UNSTATED = "unstated"

# The facet that every document has: its kind, put in by search itself.
WHAT = "what"

Code = tuple[str, str]  # a facet's name and one of its codes


class Tier(StrEnum):
    """Who a document is for. A reader searches the documents of one tier only, the highest that they hold."""

    PUBLIC = "public"
    MEMBER = "member"
    PLACING = "placing"


@dataclass(frozen=True)
class TimedCode:
    """A code of a facet that a document has only for a while: at `since` it has it, at `until` not any more.

    None: since ever, for ever. Engines compare with the moment of the question, so nothing has to run when time passes.
    One document never has the same code of the same facet twice at one moment.
    """

    facet: str
    code: str
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None


@dataclass(frozen=True)
class Near:
    """A point to search around, in degrees; `miles`: how far at most, None for any distance. Distances are as the crow flies."""

    latitude: float
    longitude: float
    miles: float | None = None


@dataclass(frozen=True)
class SearchDocument:
    """All that readers of one tier may find of one object; text that the tier may not see is not in it at all.

    `fields` maps a name of FIELD_WEIGHTS to text. `facets` maps a name to codes; a name with no code is counted as
    UNSTATED. `timed` are codes that come and go. `place` is where it is, in degrees, as exactly as the tier may know.
    `version` grows with every change.
    """

    kind: str
    pk: str
    tier: Tier
    fields: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]
    version: int
    timed: tuple[TimedCode, ...] = ()
    place: tuple[float, float] | None = None


@dataclass(frozen=True)
class Hit:
    """One line of a page of results, made from the re-read row, for this reader."""

    title: str
    url: str
    summary: str
    kind_label: str


class Source(Protocol):
    """What a room registers for each kind of thing that can be found."""

    def documents(self, pks: Sequence[str]) -> Iterable[SearchDocument]:
        """The documents of these objects, one for each tier that may find it; none for what is gone or hidden."""

    def all_pks(self) -> Iterable[str]:
        """Every object that has a document."""

    def visible_pks(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[str]:
        """Those of `pks` that this person may see now, in the same order. Asked of the room's own access rule."""

    def hits(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[Hit]:
        """One for each of `pks`, in the same order; all of them are visible to this person."""


sources: dict[str, Source] = {}
