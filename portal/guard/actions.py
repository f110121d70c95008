"""Deciding on a text, and counting on the record what was stopped or confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from portal.audit import record
from portal.guard import Finding, GuardRefused
from portal.guard.confirmation import confirms, token
from portal.guard.inspection import inspect


def check(text: str, *, field: str, before: Sequence[str] = (), person: Any = None, confirmation: str = "") -> None:
    """Returns if the text may be written by `person`; raises GuardRefused if it may not, or not without their word.

    A text with findings that only ask for confirmation passes with the `confirmation` that GuardRefused gave to this
    very person for this very text and field; without a person (an import, the portal itself) it never passes. Kind and
    count of what was blocked or confirmed go on record, in a transaction of its own: call before opening yours, or the
    record is rolled back with it. Raises GuardUnavailable when the text can't be inspected.
    """
    findings = inspect(text, field=field, before=before)
    if not findings:
        return
    if any(finding.severity == "block" for finding in findings) or person is None or person.pk is None:
        _record("guard.blocked", field, person, findings)
        raise GuardRefused(findings, field=field)
    if not confirms(confirmation, person, field, text):
        raise GuardRefused(findings, field=field, confirmation=token(person, field, text))
    _record("guard.confirmed", field, person, findings)


def _record(act: str, field: str, person: Any, findings: Sequence[Finding]) -> None:
    with transaction.atomic():
        record(act, f"guard.field:{field}", person, Counter(finding.kind for finding in findings))
