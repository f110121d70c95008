"""What a pattern is, and the words that tell whose line or address stands beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from portal.guard import Severity

YOUTH = re.compile(
    r"\b(?:youths?|minors?|child(?:'s|ren)?|kids?|teens?|girl|boy|clients?|nmds?|siblings?|sister|brother|son|daughter"
    r"|mothers?|fathers?|mom|mum|mama|mami|dad|papa|papi|parents?|grand(?:ma|pa|mother|father|parents?)|abuel[oa]s?"
    r"|aunt|auntie|uncle|ti[oa]|cousin|prim[oa]|relatives?|caregivers?|guardian|step(?:mom|dad|mother|father)"
    r"|(?:boy|girl)friend|bf|gf|novi[oa]|pimp|trafficker|exploiter|victim|survivor|foster|resource family"
    r"|(?<!/)(?:her|his|hers|she|he|him)(?!/)|nin[oa]s?|joven|jovenes|menor|hij[oa]s?|madre|padre|herman[oa]s?|muchach[oa]"
    r"|familia|su (?:cel|celular|telefono|numero|correo|mama|papa))\b",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b(?:intake|desk|duty|office|oficina|agency|program|programa|hot ?line|warm ?line|line|linea|fax|main|dept|department"
    r"|county|condado|coordinator|supervisor|worker'?s?|csw|liaison|on[- ]?call|after[- ]hours|unit|placement|director"
    r"|manager|admin|clinic|hospital|court|sheriff|police|probation|strtp|ffa|stfc|shelter|center|centre|staff|team"
    r"|ext|extension|x\d{1,5}|work (?:cell|phone|line|mobile)|desk phone|dispatch|reception|front desk|nurse|attorney|cdss"
    r"|facility|provider|venue|zoom|dial[- ]?in|conference|webinar|training|meeting|convening|regional|licensing"
    r"|county business|pager|clerk|specialist|recruiter|deputy|inbox|buzon|call me|my (?:cell|number|line|direct|desk))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Pattern:
    """A shape, and what must or must not stand within reach of it in the folded text.

    `cue` has to be found up to `reach` characters before or after; `unless` must not be found in the 30 before.
    `whose` asks further: it takes the words before and after, and says how severe the finding is, or None to let it
    pass; the patterns that have it are let pass beside a listed name.
    """

    kind: str
    regex: re.Pattern[str]
    severity: Severity = "block"
    cue: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    reach: int = 45
    whose: Callable[[str, str], Severity | None] | None = None

    def matches(self, text: str) -> Iterator[tuple[int, int, Severity]]:
        """Where it is found in a folded text, and how severe it is there."""
        for match in self.regex.finditer(text):
            start, end = match.span("value") if "value" in self.regex.groupindex else match.span()
            before, after = around(text, start, end, self.reach)
            if self.cue and not (self.cue.search(before) or self.cue.search(after)):
                continue
            if self.unless and self.unless.search(before[-30:]):
                continue
            severity = self.whose(before, after) if self.whose else self.severity
            if severity:
                yield start, end, severity


def around(text: str, start: int, end: int, reach: int) -> tuple[str, str]:
    """The words up to `reach` characters before and after a place."""
    return text[max(0, start - reach) : start], text[end : end + reach]


def labelled(label: str, shape: str, gap: int = 20) -> re.Pattern[str]:
    """A label in any case, up to `gap` characters without a digit on the same line, then the shape as the value."""
    return re.compile(
        rf"(?<![A-Za-z])(?i:{label})(?![A-Za-z])[^\d\n]{{0,{gap}}}?(?<![A-Za-z0-9])(?P<value>{shape})(?![A-Za-z0-9])"
    )
