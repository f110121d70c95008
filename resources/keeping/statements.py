"""What stands in a listing at a moment, as one short text: so that nobody confirms or overwrites what they never saw."""

from __future__ import annotations

import hashlib
from typing import Any

from resources.actions.listings import RELATED
from resources.models import Listing

# What changes without anybody changing the text.
_NOT_TEXT = frozenset({"id", "verified_at", "created_at", "changed_at", "version"})
_COLUMNS = tuple(field.attname for field in Listing._meta.concrete_fields if field.name not in _NOT_TEXT)


def value_text(value: Any) -> str:
    """A value as a person writes it; empty for none."""
    return "" if value is None else str(value)


def text_digest(listing: Listing) -> str:
    """Of everything that an editor may set. The listing is read by `resources.rows.complete`."""
    parts = [value_text(getattr(listing, column)) for column in _COLUMNS]
    parts += [",".join(sorted(str(row.pk) for row in getattr(listing, name).all())) for name in sorted(RELATED)]
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()


def seen_digest(listing: Listing) -> str:
    """Of the text, the last counts and the last confirmation: what a form sends back of the page that it stood on."""
    newest = max((count.pk for count in listing.last_counts), default=0)
    verified = int(listing.verified_at.timestamp()) if listing.verified_at else 0
    return f"{text_digest(listing)}.{newest}.{verified}"


def split_digest(digest: str) -> tuple[str, int, int]:
    """The three parts again; of a text that no form of ours sent, parts that fit nothing."""
    text, *numbers = digest.split(".")
    if len(numbers) != 2 or not all(number.isascii() and number.isdigit() and len(number) < 19 for number in numbers):
        return "", -1, -1
    return text, int(numbers[0]), int(numbers[1])
