"""Tokens as one text, for engines that take texts apart at blanks."""

from __future__ import annotations

from search.language import Tokens

# A token that no language makes. It keeps other forms from looking like the next word of a phrase.
BREAK = "_"


def as_text(tokens: Tokens | None) -> str:
    """The words in order, then each other form behind a break."""
    if tokens is None:
        return ""
    return " ".join([*tokens.words, *(f"{BREAK} {form}" for form in tokens.extra)])
