"""No child is ever identifiable: every free text passes here before it is stored.

What was matched is never logged, stored or repeated anywhere but in the one response to the person who typed it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

LIMIT = 4000  # characters of one text; the inspection's time is bounded by it
Severity = Literal["block", "confirm"]

__all__ = [
    "LIMIT",
    "Finding",
    "GuardRefused",
    "GuardUnavailable",
    "Severity",
    "UnknownField",
    "check",
    "inspect",
    "register_field",
    "register_names",
]


@dataclass(frozen=True, order=True)
class Finding:
    """Something in a text that may identify a child. `span` is (start, end) in the text as it was given."""

    span: tuple[int, int]
    kind: str
    severity: Severity


class GuardUnavailable(Exception):
    """The inspection could not run, so nothing may be written. Its text is the sentence for the person."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing was sent, because the check for personal details could not run. "
            "Your text is still here: try again in a minute."
        )


class GuardRefused(Exception):
    """A text may not be written as it is. `confirmation` is empty if it never may; else the author can send it along.

    Holds no text: `str()` of it names the field and the kinds alone.
    """

    def __init__(self, findings: Sequence[Finding], *, field: str = "", confirmation: str = "") -> None:
        super().__init__(f"{field}: {', '.join(sorted({finding.kind for finding in findings}))}")
        self.findings = list(findings)
        self.field = field
        self.confirmation = confirmation


class UnknownField(LookupError):
    """A field that no room has registered: a mistake in the code, not of a person."""


def inspect(text: str, *, field: str, before: Sequence[str] = ()) -> list[Finding]:
    """What in `text` may identify a child, in the order of the text; empty if nothing does.

    `before` holds what the same reader sees just before it (earlier fields of the form, earlier posts), so that a
    number can't be split over two texts; findings lie in `text` alone. Same answer for the same text, in bounded time:
    a text of more than 4,000 characters is itself a finding. Raises UnknownField, and GuardUnavailable if it can't run.
    """
    from portal.guard import inspection  # inline: rooms import this package before the apps are ready

    return inspection.inspect(text, field=field, before=before)


def check(text: str, *, field: str, before: Sequence[str] = (), person: Any = None, confirmation: str = "") -> None:
    """Lets a text pass or raises GuardRefused: see `portal.guard.actions.check`."""
    from portal.guard import actions  # inline: as above

    actions.check(text, field=field, before=before, person=person, confirmation=confirmation)


def register_field(name: str) -> None:
    """Names a field that passes the guard, such as `threads.post.body`. Call from AppConfig.ready.

    Raises ValueError for a name that isn't a dotted name in lower case of at most 80 characters.
    """
    from portal.guard import registry  # inline: as above

    registry.register_field(name)


def register_names(source: Callable[[], Iterable[str]]) -> None:
    """Hands in names of organisations and facilities, whose own lines and addresses may be written.

    `source` is asked anew when a text holds a line or an address. A listed name never helps beside a word for a youth
    or a family. Call from AppConfig.ready.
    """
    from portal.guard import registry  # inline: as above

    registry.register_names(source)
