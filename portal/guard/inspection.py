"""The inspection: fold, match, keep what lies in the text, drop what another finding covers."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence

from portal.guard import LIMIT, Finding, GuardUnavailable
from portal.guard.folding import fold
from portal.guard.patterns import ALL
from portal.guard.patterns.shape import YOUTH, Pattern, around
from portal.guard.registry import check_field, names

LOOK_BACK = 300  # characters of what stands before: enough for a number that was split, and its label
TOO_LONG = "too_long"
BESIDE = 45  # characters within which a listed name stands for whose line or address it is

logger = logging.getLogger(__name__)


def inspect(text: str, *, field: str, before: Sequence[str] = ()) -> list[Finding]:
    """See `portal.guard.inspect`."""
    check_field(field)
    if len(text) > LIMIT:
        return [Finding((LIMIT, len(text)), TOO_LONG, "block")]
    try:
        return _uncovered(_findings(text, _tail(before)))
    except Exception as error:
        # Fails closed, whatever it was. Only the kind of error is logged: its text and its frames may hold the post.
        logger.error("The guard could not inspect %s: %s", field, type(error).__qualname__)
        raise GuardUnavailable from None


def _tail(before: Sequence[str]) -> str:
    return " ".join(each[-LOOK_BACK:] for each in before)[-LOOK_BACK:]


def _findings(text: str, tail: str) -> Iterator[Finding]:
    whole = f"{tail} {text}" if tail else text
    offset = len(whole) - len(text)
    folded = fold(whole)
    for pattern in ALL:
        for start, end, severity in pattern.matches(folded.text):
            first, last = folded.span(start, end)
            if last > offset and not _is_listed(pattern, folded.text, start, end):
                yield Finding((max(first - offset, 0), last - offset), pattern.kind, severity)


def _is_listed(pattern: Pattern, text: str, start: int, end: int) -> bool:
    """Whether a listed organisation stands beside its page or its address, and no word for a youth does."""
    if pattern.kind not in ("handle", "address"):
        return False
    before, after = around(text, start, end, BESIDE)
    if YOUTH.search(before) or YOUTH.search(after):
        return False
    words = f" {before} {after} ".casefold()
    return any(f" {fold(name).text.casefold().strip()}" in words for name in names() if len(name) > 3)


def _uncovered(findings: Iterable[Finding]) -> list[Finding]:
    """In the order of the text, without those that lie within another that is as severe."""
    kept: list[Finding] = []
    for finding in sorted(set(findings), key=lambda each: (each.span[0], -each.span[1], each.severity, each.kind)):
        if not any(_covers(other, finding) for other in kept):
            kept.append(finding)
    return sorted(kept)


def _covers(other: Finding, finding: Finding) -> bool:
    inside = other.span[0] <= finding.span[0] and finding.span[1] <= other.span[1]
    return inside and (other.severity == "block" or finding.severity == "confirm")
