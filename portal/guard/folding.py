"""Folding a text so that disguises fall away, with a map back to the places in the text as it was typed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_QUOTES = dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc`\u00b4", "'") | dict.fromkeys(
    "\u201c\u201d\u201e\u00ab\u00bb", '"'
)
_DASHES = frozenset("\u2212\u2043\u02d7\u30fc\u2796")  # minus signs and the like, which are not in the class Pd


@dataclass(frozen=True)
class Folded:
    """A folded text; `places[i]` is where its character i stood in the original."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original of a span that is not empty."""
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """Compatibility forms and digits of any script made plain, accents and invisible characters dropped, dashes and
    quotes made one, spaces collapsed to one (to one line break where there was any). Never raises; keeps the case.
    """
    characters: list[str] = []
    places: list[int] = []
    for place, original in enumerate(text):
        for character in unicodedata.normalize("NFKD", original):
            plain = _plain(character)
            if plain in (" ", "\n") and characters and characters[-1] in (" ", "\n"):
                characters[-1] = "\n" if "\n" in (plain, characters[-1]) else " "
            elif plain:
                characters.append(plain)
                places.append(place)
    return Folded("".join(characters), tuple(places))


def _plain(character: str) -> str:
    if character.isascii() and character.isprintable():
        return _QUOTES.get(character, character)
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf", "Cs", "Co", "Cn"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character in _DASHES or character in "\u00b7\u2022\u2027":
        return "-"
    if character in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if category in ("Zs", "Cc"):
        return " "
    return _QUOTES.get(character, character)
