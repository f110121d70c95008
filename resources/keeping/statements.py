"""What stands in a listing at a moment, as one short text: so that nobody confirms what they never saw."""

from __future__ import annotations

from typing import Any

from resources.models import Listing


def value_text(value: Any) -> str:
    """A value as a person writes it; empty for none."""
    return "" if value is None else str(value)


def seen_digest(listing: Listing) -> str:
    """Of the text, the last counts and the last confirmation: what a form sends back of the page that it stood on.

    The listing is read by `resources.rows.complete`; its version grows with every edit, and with nothing else.
    """
    newest = max((count.pk for count in listing.last_counts), default=0)
    verified = round(listing.verified_at.timestamp() * 1_000_000) if listing.verified_at else 0
    return f"{listing.version}.{newest}.{verified}"


def split_digest(digest: str) -> tuple[int, int, int]:
    """The three parts again; of a text that no form of ours sent, parts that fit nothing."""
    parts = digest.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
        return -1, -1, -1
    return int(parts[0]), int(parts[1]), int(parts[2])
