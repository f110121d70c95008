"""Names of searches, made of what they ask for."""

from __future__ import annotations

from resources.models.saved_search import LONGEST_NAME
from resources.queries.narrowing import chips
from resources.queries.sought import Sought

EVERYTHING = "Everything in the directory"


def said(sought: Sought) -> tuple[str, ...]:
    """What a search asks for, in words, one thing after the other; what isn't used is left out."""
    words = (f"“{sought.asked.text}”",) if sought.asked.text else ()
    return (*words, *_filters(sought))


def name_of(sought: Sought) -> str:
    """A name for a search: as many of its parts as fit."""
    name = ", ".join(filter(None, (sought.asked.text, *_filters(sought)))) or EVERYTHING
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip(' ,')}…"


def _filters(sought: Sought) -> tuple[str, ...]:
    return tuple(chip.label for chip in chips(sought) if not chip.problem)
