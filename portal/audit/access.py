"""Who may read the audit. This floor knows no roles, so the one above hands its rule in; until then nobody may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied

_rules: list[Callable[[Any], bool]] = []


def register_reader_rule(may_read: Callable[[Any], bool]) -> None:
    """Says who reads the report: a function from a user to yes or no, asked at every request. Call from ready.

    The last rule registered is the one that holds.
    """
    _rules[:] = [may_read]


def may_read_report(user: Any) -> bool:
    """Whether this person may read the report. Nobody may before a rule is registered."""
    return any(may_read(user) for may_read in _rules)


def check_may_read_report(user: Any) -> None:
    """Raises PermissionDenied, with the sentence for the person, unless they may read the report."""
    if not may_read_report(user):
        raise PermissionDenied(
            "The audit is open to PACT staff and the privacy officer. Ask PACT staff if you need it."
        )
