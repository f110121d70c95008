"""Dates of birth, in English and Spanish; dates of events pass."""

import re

from portal.guard.patterns.shape import Pattern

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:[ ,]{1,3}(?:del? )?'?(?:19|20)?\d{2}(?!\d))?"
_DATE = (
    r"(?<!\d)(?:\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:\d{4}|\d{2})(?!\d)|(?:19|20)\d{2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{1,2}(?!\d)"
    rf"|{_DAY}[ -]?(?:de |of )?{_MONTH}(?![a-z])\.?-?{_YEAR}"
    rf"|{_MONTH}(?![a-z])\.? ?-?{_DAY}(?!\d){_YEAR})"
)
_BARE = (
    r"(?:\d{1,2} ?[/-] ?\d{1,2}(?!\d)|(?:0[1-9]|1[0-2])[0-3]\d(?:19|20)\d{2}(?!\d)|(?:19|20)\d{2}[01]\d[0-3]\d(?!\d))"
)
_LABEL = (
    r"(?<![a-z])(?:d\.? ?o\.? ?b\.?|date of birth|birth ?-?(?:date|dt|day)|birthday|b-?day|bday|fecha de nac\w{0,10}\.?"
    r"|f\.? ?de ?n\.?|cumpleanos|cumple(?! con))(?![a-z])"
)
_BORN = r"(?<![a-z])(?:born|nacid[oa]|naci[o]|nac\.|b\.)(?![a-z])"
_TURNS = r"(?<![a-z])(?:turns?|turning|turned|cumple|cumplira)(?: los)? \d{1,2}(?! ?(?:days|beds|weeks|months))"
_GAP = r"[^\d\n]{0,25}?"


def _pattern(expression: str) -> Pattern:
    return Pattern("dob", re.compile(expression, re.IGNORECASE))


DATES_OF_BIRTH = (
    _pattern(rf"{_LABEL}{_GAP}(?P<value>{_DATE}|{_BARE})"),
    _pattern(rf"{_BORN}[^\d\n]{{0,15}}?(?P<value>{_DATE})"),
    _pattern(rf"{_TURNS}[^\d\n.]{{0,20}}?(?P<value>{_DATE})"),
    _pattern(rf"(?P<value>{_DATE})[^\d\n.]{{0,20}}?(?:{_LABEL}|{_TURNS})"),
)
