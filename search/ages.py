"""Ages in what was typed: "15", "15yo", "12-17", "under 12", "de 15 años", "18+", "six month old".

A number that is plainly something else is none: 24/7, AB 12, 211, 2 beds, a phone, a license, a distance, an hour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OLDEST = 25  # years; nobody older is placed or served as a young person (THP-Plus ends there)

_SMALL_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "zero cero",
            "one un uno",
            "two dos",
            "three tres",
            "four cuatro",
            "five cinco",
            "six seis",
            "seven siete",
            "eight ocho",
            "nine nueve",
            "ten diez",
            "eleven once",
            "twelve doce",
            "thirteen trece",
            "fourteen catorce",
            "fifteen quince",
            "sixteen dieciseis",
            "seventeen diecisiete",
            "eighteen dieciocho",
            "nineteen diecinueve",
            "twenty veinte",
            "twentyone veintiuno",
        )
    )
    for word in words.split()
}
_N = r"(\d{1,2}|" + "|".join(sorted(_SMALL_NUMBERS, key=len, reverse=True)) + r")"
_DIGITS = r"(\d{1,2})"
_YEARS = r"(?:y\s?/?\s?o(?:ld)?s?\b|y\.o\.?|yrs?\b\.?|years?\b|anos?\b)(?:[- ]?(?:of age|olds?|de edad)\b)?"
_FREE = r"(?<![\w/$#.+-])"  # a number that starts here is not the tail of another one
_CLOSED = r"(?![\w/%]|[-.:+]\d)"  # nor the head of one
_KID = (
    r"(?:girls?|boys?|kids?|child|children|teens?|youth|youths|female|male|females|males|minors?|moms?|mother|son|"
    r"daughter|daughters|sons|sister|brother|client|nina|nino|ninas|ninos|chica|chico|muchacha|muchacho|joven|menor|"
    r"hija|hijo|mujer|adolescente|she|he|shes|hes|they|is|es|tiene|trans|pregnant|embarazada|nmd|runaway)"
)
# What a number counts when it counts no years.
_COUNTED = (
    r"(?:beds?|camas?|hrs?|hours?|horas?|days?|dias?|nights?|noches?|weeks?|wks?|semanas?|months?|mos?|meses|miles?|mi|"
    r"min|mins|minutes?|am|pm|a\.m|p\.m|kids?|children|youths?|ninos|ninas|siblings?|sibs?|hermanos|slots?|steps?|units?|"
    r"counties|girls|boys|placements?|homes?|babies|percent|times|rooms?|moms|grade|th|st|nd|rd|sessions?|sisters|"
    r"brothers|oclock|visits?|people|other|others)\b"
)
_NOT_AFTER = re.compile(
    r"(?:\bab|\bsb|\bwic|\bpc|\bacl|\blevel|\brcl|\btier|\bhwy|\bhighway|\broute|\bline|\bext|\bunit|\broom|\bapt|"
    r"\btitle|\bsection|\bpart|\bstep|\bcounty|\bfor|\bstage|\bgrade|\bphase|#)\s*$"
)


@dataclass(frozen=True)
class Age:
    """Years, both ends included, and where in the text they were read."""

    start: int
    end: int
    low: int
    high: int
    typed: str = ""

    @property
    def label(self) -> str:
        if self.low > OLDEST:
            return f"{self.low} years old"
        if self.low == self.high:
            return "under 1 year old" if self.low == 0 else f"{self.low} years old"
        if self.low == 0:
            return f"under {self.high + 1}"
        return f"{self.low} and older" if self.high >= OLDEST else f"{self.low} to {self.high} years old"


# Each pattern with what its numbers mean. Tried in this order at every place; what one has read no later one reads.
_MONTHS = re.compile(
    rf"{_FREE}{_N}\s?-?\s?(months?|mos?|meses|weeks?|wks?|semanas?|days?|dias?)\b(?:[- ]?olds?|\s?de edad)?"
)
_RANGE = re.compile(
    rf"{_FREE}{_DIGITS}\s?(?:-|–|to|thru|through|until|a|hasta|and|&|y|or|o)\s?{_DIGITS}(?:\s?-?\s?{_YEARS})?{_CLOSED}"
)
_UNDER = re.compile(
    rf"\b(?:under|below|younger than|less than|menor(?:es)? de|up to|hasta)\s+(?:age\s+)?{_N}\b(?:\s?-?\s?{_YEARS})?"
)
_OVER = re.compile(rf"\b(?:over|above|older than|mayor(?:es)? de)\s+(?:age\s+)?{_N}\b(?:\s?-?\s?{_YEARS})?")
_AND_UP = re.compile(rf"{_FREE}{_DIGITS}\s?(?:\+|plus\b|and (?:up|over|older|above)\b|y mayor(?:es)?\b|or older\b)")
_STATED = re.compile(rf"{_FREE}{_N}\s?-?\s?{_YEARS}")
_AGED = re.compile(rf"\b(?:age[ds]?|edad)\s*:?\s*{_DIGITS}{_CLOSED}")
_LETTER = re.compile(rf"{_FREE}(?:{_DIGITS}\s?[fm]\b|[fm]\s?{_DIGITS}{_CLOSED})")
# Spelled out beside a word for a young person: "girl fifteen". Small ones count things, and "once" is English too.
_SPELLED = re.compile(
    r"\b(eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|"
    rf"doce|trece|catorce|quince|dieciseis|diecisiete|dieciocho|diecinueve)\b(?!\s*{_COUNTED})"
)
_BARE = re.compile(rf"{_FREE}{_DIGITS}{_CLOSED}(?!\s*{_COUNTED})")


def read_ages(text: str) -> list[Age]:
    """The ages in a folded text, in order; none overlaps another."""
    taken: list[Age] = []
    for pattern in (_MONTHS, _UNDER, _OVER, _RANGE, _AND_UP, _STATED, _AGED, _LETTER, _SPELLED, _BARE):
        for match in pattern.finditer(text):
            age = _age(pattern, match, text)
            if age and not any(age.start < other.end and other.start < age.end for other in taken):
                taken.append(age)
    return sorted(taken, key=lambda age: age.start)


def _age(pattern: re.Pattern[str], match: re.Match[str], text: str) -> Age | None:
    numbers = [_number(group) for group in match.groups() if group and (group.isdigit() or group in _SMALL_NUMBERS)]
    low = high = numbers[0]
    before = text[: match.start()]
    if pattern in (_RANGE, _AND_UP, _BARE) and _NOT_AFTER.search(before):
        return None
    if pattern is _RANGE:
        return _range(match, text, low, numbers[1])
    if pattern is _MONTHS:
        # "in 3 months" is a time; "a 6 month old" is a child
        if not re.search(r"old|edad", match.group()):
            return None
        low = high = low // 12 if match[2].startswith("m") else 0
    elif pattern is _UNDER:
        low, high = 0, max(high - (0 if re.match(r"up to|hasta", match.group()) else 1), 0)
    elif pattern is _OVER:
        low, high = low + 1, OLDEST
    elif pattern is _AND_UP:
        high = OLDEST
    elif (pattern is _SPELLED and not _is_beside_a_kid(before, text[match.end() :])) or (
        pattern is _BARE and not _is_years(low, before, text[match.end() :])
    ):
        return None
    return Age(match.start(), match.end(), low, max(low, high), match.group())


def _range(match: re.Match[str], text: str, low: int, high: int) -> Age | None:
    joined = re.search(r"and|&|\by\b|or|\bo\b", match.group())
    is_plain = low < high <= OLDEST
    if not is_plain or (joined and not re.search(_YEARS, match.group())):
        return None
    if re.match(rf"\s*{_COUNTED}", text[match.end() :]):
        return None
    return Age(match.start(), match.end(), low, high, match.group())


def _is_years(number: int, before: str, after: str) -> bool:
    """A number alone is an age from 1 to 21, or a small one beside a word for a young person."""
    if 4 <= number <= 21:
        return True
    return _is_beside_a_kid(before, after) and 1 <= number <= OLDEST


def _is_beside_a_kid(before: str, after: str) -> bool:
    return bool(re.search(rf"\b{_KID}\W*$", before) or re.match(rf"\W*{_KID}\b", after))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _SMALL_NUMBERS[text]
