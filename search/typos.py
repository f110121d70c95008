"""The nearest words of a small vocabulary that is no secret: the phrases that rooms teach, and names of places."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

_FAR = 9


def distance(one: str, other: str, limit: int) -> int:
    """Optimal string alignment: letters put in, left out, replaced, or two neighbors swapped. `_FAR` past the limit."""
    if abs(len(one) - len(other)) > limit:
        return _FAR
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, target in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != target))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == target:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
        if min(row) > limit:
            return _FAR
    return row[-1] if row[-1] <= limit else _FAR


@lru_cache(maxsize=8)
def _masks(vocabulary: frozenset[str]) -> tuple[tuple[int, str], ...]:
    return tuple((_letters(word), word) for word in sorted(vocabulary) if len(word) >= 4 and word.isalpha())


def is_likely(typed: str, meant: str) -> bool:
    """Whether a hand slips so, rather than having typed another word of the language.

    It seldom takes another letter for the first one ("eating" is no "dating"), or for any in a word of four ("boss" is no
    "boys"); and of two slips at most one puts another letter ("somali" is no "small").
    """
    if typed[0] != meant[0] and not (
        typed[1:] == meant or typed == meant[1:] or sorted(typed[:2]) == sorted(meant[:2])
    ):
        return False
    replaced = sum((Counter(typed) - Counter(meant)).values()) + sum((Counter(meant) - Counter(typed)).values())
    return replaced <= (1 if len(typed) == 4 else 2) and not _is_inflected(typed, meant)


def _is_inflected(typed: str, meant: str) -> bool:
    """ "trades" is no slip for "trade"."""
    longer, shorter = sorted((typed, meant), key=len, reverse=True)
    return longer in (f"{shorter}s", f"{shorter}es", f"{shorter}d", f"{shorter}ed")


@lru_cache(maxsize=1_000)
def nearest(word: str, vocabulary: frozenset[str]) -> tuple[tuple[int, str], ...]:
    """The words of the vocabulary that a typing error or two away, nearest first, with how far each is.

    One error for 4 and 5 letters, two from 6 on if the first letter is right: "shletr" is a shelter.
    """
    if len(word) < 4 or not word.isalpha():
        return ()
    limit = 1 if len(word) < 6 else 2
    mine = _letters(word)
    found = []
    for mask, other in _masks(vocabulary):
        if abs(len(other) - len(word)) > limit or (mask ^ mine).bit_count() > 2 * limit:
            continue
        far = distance(word, other, limit)
        if is_likely(word, other) and (far == 1 or (far == 2 and len(other) >= 7 and other[0] == word[0])):
            found.append((far, other))
    return tuple(sorted(found))


def _letters(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) & 31)
    return mask


@lru_cache(maxsize=4)
def joined(vocabularies: tuple[frozenset[str], ...]) -> frozenset[str]:
    """Several vocabularies as one."""
    return frozenset().union(*vocabularies)
