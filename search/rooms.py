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
# Given what was typed and some of its readings: the page that has these as filters; empty if they are no filters there.
ReadingAddress = Callable[[str, Sequence["Reading"]], str]

kind_labels: dict[str, str] = {}
suggesters: dict[str, Suggester] = {}
reading_addresses: list[ReadingAddress] = []


def kind_label(kind: str) -> str:
    """What readers call this kind of thing, in the plural."""
    return kind_labels.get(kind, kind.capitalize())


def reading_url(typed: str, readings: Sequence[Reading]) -> str:
    """The page that has these readings as filters; empty if no room has such a page."""
    return next((url for address in reading_addresses if (url := address(typed, readings))), "")
