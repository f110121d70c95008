"""Up to four listings side by side, as one reader may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from portal.accounts.models import User
from resources.freshness import Count, Freshness
from resources.queries.listing import ListingPage
from resources.worklists import entries

MOST = 4  # as many columns as stand side by side on a desk's screen and can be held in mind
AGES = {
    Freshness.FRESH: "Fresh",
    Freshness.AGEING: "Getting old",
    Freshness.STALE: "Too old to count",
    Freshness.NEVER: "Never counted",
}


@dataclass(frozen=True)
class Row:
    """One line of the table; each cell holds lines, none where nothing is known."""

    label: str
    cells: tuple[tuple[str, ...], ...]

    @property
    def differs(self) -> bool:
        return len(set(self.cells)) > 1


@dataclass(frozen=True)
class Comparison:
    """`missing` of the asked listings are not for this reader; `refused` are too many to compare."""

    entries: tuple[ListingPage, ...]
    rows: tuple[Row, ...]
    missing: int
    refused: int


def compare(user: User, pks: Sequence[UUID], *, only_differences: bool = False) -> Comparison:
    """The first four of these listings; how much room there is and how old that is come first. 13 SQL queries."""
    asked = list(dict.fromkeys(pks))
    shown = entries.in_order(user, asked[:MOST])
    rows = [row for row in _rows(shown) if any(row.cells) and (row.differs or not only_differences)]
    return Comparison(shown, tuple(rows), missing=len(asked[:MOST]) - len(shown), refused=max(len(asked) - MOST, 0))


def _rows(shown: Sequence[ListingPage]) -> list[Row]:
    cards = [entry.card for entry in shown]
    facts = [dict(fact for section in entry.sections for fact in section.facts) for entry in shown]
    labels = dict.fromkeys(label for each in facts for label in each)
    return [
        Row("Room", tuple(tuple(_room(count) for count in card.counts or ()) for card in cards)),
        Row("Age of the count", tuple(_ages(card.counts or ()) for card in cards)),
        Row("What it is", tuple(card.types or (card.kind_label,) for card in cards)),
        Row("County", tuple((card.county,) for card in cards)),
        Row("Ages", tuple(_line(card.ages) for card in cards)),
        Row("Phone", tuple(_line(card.phone) for card in cards)),
        *(Row(label, tuple(_line(each.get(label, "")) for each in facts)) for label in labels),
        Row("How to refer", tuple(tuple(entry.referral_steps.splitlines()) for entry in shown)),
        Row("Confirmed by its county", tuple(_confirmed(entry) for entry in shown)),
    ]


def _room(count: Count) -> str:
    return f"{count.whom}: {count.sentence}" if count.whom else count.sentence


def _ages(counts: Sequence[Count]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(AGES[count.freshness] for count in counts))


def _confirmed(entry: ListingPage) -> tuple[str, ...]:
    if entry.card.is_verified is None:
        return ()
    return ("Lately",) if entry.card.is_verified else ("Not lately",)


def _line(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
