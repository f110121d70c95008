"""What rooms lend to the search page, beside their documents: names of kinds, suggestions, addresses of readings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User
    from search.service import Reading


@dataclass(frozen=True)
class Suggestion:
    """One line that is offered while somebody types, and where it leads. `hint` tells two of one name apart."""

    label: str
    url: str
    hint: str = ""


# Given a reader, the folded words of what was typed so far and how many lines are wanted: what this reader may see, best first.
Suggester = Callable[["User | AnonymousUser", tuple[str, ...], int], Sequence[Suggestion]]
# Given a reader, what was typed and its readings: links to a page that has these as filters, as far as this reader may use them.
ReadingLinks = Callable[["User | AnonymousUser", str, Sequence["Reading"]], Sequence[Suggestion]]

kind_labels: dict[str, str] = {}
suggesters: dict[str, Suggester] = {}
reading_links: list[ReadingLinks] = []


def kind_label(kind: str) -> str:
    """What readers call this kind of thing, in the plural."""
    return kind_labels.get(kind, kind.capitalize())


def links_of_readings(user: User | AnonymousUser, typed: str, readings: Sequence[Reading]) -> list[Suggestion]:
    """Where these readings are filters, in the words of the room that has them."""
    return [link for give in reading_links for link in give(user, typed, readings)] if readings else []
