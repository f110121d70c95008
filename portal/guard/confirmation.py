"""The author's word that a text names no child: valid for that person, that field and that very text, and nothing else."""

from __future__ import annotations

import json
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "portal.guard.confirmation"


def token(person: Any, field: str, text: str) -> str:
    """HMAC-SHA-256 over the person's id, the field and the text, in hex."""
    content = json.dumps([person.pk, field, _as_posted(text)])
    return salted_hmac(SALT, content, algorithm="sha256").hexdigest()


def confirms(confirmation: str, person: Any, field: str, text: str) -> bool:
    """Whether one of the tokens in `confirmation`, parted by spaces, is this person's for this text in this field."""
    expected = token(person, field, text)
    return any(constant_time_compare(each, expected) for each in confirmation.split())


def _as_posted(text: str) -> str:
    """Browsers send every line break as CR LF, whatever the page held."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
