"""A small room of notes, each with a smallest tier, as a feature would register them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from search import Hit, SearchDocument, Tier, TimedCode
from search.service import tier_of

ORDER = [Tier.PUBLIC, Tier.MEMBER, Tier.PLACING]


@dataclass
class Note:
    pk: str
    title: str
    body: str = ""
    lowest: Tier = Tier.PUBLIC
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    version: int = 1
    timed: tuple[TimedCode, ...] = ()
    place: tuple[float, float] | None = None


class Notes:
    def __init__(self) -> None:
        self.rows: dict[str, Note] = {}

    def add(self, *notes: Note) -> None:
        self.rows |= {note.pk: note for note in notes}

    def documents(self, pks: Sequence[str]) -> list[SearchDocument]:
        return [
            SearchDocument(
                "note",
                note.pk,
                tier,
                {"title": note.title, "body": note.body},
                note.facets,
                note.version,
                note.timed,
                note.place,
            )
            for note in (self.rows[pk] for pk in pks if pk in self.rows)
            for tier in ORDER[ORDER.index(note.lowest) :]
        ]

    def all_pks(self) -> list[str]:
        return list(self.rows)

    def visible_pks(self, user: Any, pks: Sequence[str]) -> list[str]:
        reach = ORDER.index(tier_of(user))
        return [pk for pk in pks if pk in self.rows and ORDER.index(self.rows[pk].lowest) <= reach]

    def hits(self, user: Any, pks: Sequence[str]) -> list[Hit]:
        return [Hit(self.rows[pk].title, f"/notes/{pk}/", self.rows[pk].body[:40], "Notes") for pk in pks]
