"""Other searches and other views that a page of the directory leads to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from resources.asked import WITHIN, Asked, Sort, View
from resources.queries.sought import AVAILABILITY, Sought


@dataclass(frozen=True)
class Order:
    """One order of the listings to choose; `is_present`: the page has it."""

    label: str
    asked: Asked
    is_present: bool


@dataclass(frozen=True)
class Links:
    """Each is a search to link to; None: it leads nowhere from here."""

    sought: Sought
    spelling: str

    distances = WITHIN

    @property
    def bare(self) -> Asked:
        """The words alone."""
        return Asked(text=self.sought.asked.text, literal=self.sought.asked.literal, view=self.sought.asked.view)

    @property
    def other_view(self) -> Asked:
        """With the map, or without it."""
        is_map = self.sought.asked.view == View.MAP
        return self.sought.asked.but(view=View.LIST if is_map else View.MAP)

    @property
    def printed(self) -> Asked:
        return self.sought.asked.but(view=View.PRINT)

    @property
    def listed(self) -> Asked:
        return self.sought.asked.but(view=View.LIST)

    @property
    def literally(self) -> Asked:
        """With related words, or with the typed ones alone."""
        return self.sought.asked.but(literal=not self.sought.asked.literal)

    @property
    def did_you_mean(self) -> Asked | None:
        return self.sought.asked.but(text=self.spelling) if self.spelling else None

    @property
    def pages(self) -> str:
        """The query string before the number of a page."""
        address = replace(self.sought.asked, page=1).address()
        return f"{address}&" if address else ""

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form carries along unseen."""
        kept = {"literal", "left", "sort", "view"}
        return [(name, value) for name, value in self.sought.asked.pairs() if name in kept]

    @property
    def orders(self) -> tuple[Order, ...]:
        """The orders to choose from; none where words decide, or where the reader doesn't see what is open."""
        asked = self.sought.asked
        if asked.text or AVAILABILITY not in {facet.name for facet in self.sought.facets}:
            return ()
        usual, sort, other = (
            ("Nearest first", Sort.OPEN, "Open first") if self.sought.spot else ("Open first", Sort.NAME, "By name")
        )
        is_other = asked.sort == sort
        return (
            Order(usual, asked.but(sort=Sort.USUAL), not is_other),
            Order(other, asked.but(sort=sort), is_other),
        )
