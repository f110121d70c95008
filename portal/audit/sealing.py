"""What a row may hold, and the digest that seals it."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import Model

FACT_LENGTH = 80  # longer texts are sentences, and sentences may tell of a child
_SUBJECT = re.compile(r"[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,39}:[^\s]{1,80}")
SUBJECT_LENGTH = 120
_ACT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def subject_key(subject: Model | str) -> str:
    """`label.model:key` of a saved row, or a text that has this form already; ValueError for anything else."""
    if isinstance(subject, Model):
        if subject.pk is None:
            raise ValueError("The subject of an audit row has no key yet: save it first.")
        subject = f"{subject._meta.label_lower}:{subject.pk}"
    if len(subject) > SUBJECT_LENGTH or not _SUBJECT.fullmatch(subject):
        raise ValueError("The subject of an audit row is a saved object, or a text like coordination.request:42.")
    return subject


def act_name(act: str) -> str:
    """The act itself if it is a dotted lower-case name such as `request.closed`; ValueError otherwise."""
    if len(act) > 60 or not _ACT.fullmatch(act):
        raise ValueError("An act is a dotted name in lower case of at most 60 characters, like request.closed.")
    return act


def plain_facts(facts: Mapping[str, Any] | None) -> dict[str, Any]:
    """The facts as they are stored: ids, codes, counts, days and booleans, or lists of these.

    Raises ValueError for a text with a space or of more than 80 characters (free text has no place in the audit) and
    for any other type.
    """
    plain = {}
    for name, value in (facts or {}).items():
        if not _NAME.fullmatch(name):
            raise ValueError("A fact's name is one lower-case word with underscores.")
        plain[name] = [_plain(name, each) for each in value] if isinstance(value, list | tuple) else _plain(name, value)
    return plain


def _plain(name: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        raise ValueError(f"The fact {name} is neither an id, a code, a count, a day nor a boolean.")
    if len(value) > FACT_LENGTH or not value.isprintable() or any(map(str.isspace, value)):
        raise ValueError(f"The fact {name} looks like free text, and the audit holds none: give an id or a code.")
    return str(value)


def seal(
    *,
    subject: str,
    number: int,
    act: str,
    actor_id: int | None,
    actor_label: str,
    facts: Mapping[str, Any],
    at: datetime.datetime,
    previous: str,
) -> str:
    """SHA-256 (FIPS 180-4), in hex, of the row and the digest before it, as JSON with sorted keys and UTC times."""
    content = {
        "subject": subject,
        "number": number,
        "act": act,
        "actor_id": actor_id,
        "actor_label": actor_label,
        "facts": facts,
        "at": at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        "previous": previous,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
