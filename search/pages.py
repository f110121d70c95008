"""Pages of results, as the house's page links understand them."""

from __future__ import annotations

from django.core.paginator import Page, Paginator

from search.service import DEEPEST, Found


def page_number(raw: str | None) -> int:
    """The page that an address names; anything else than a small positive number is the first."""
    return int(raw) if raw and raw.isascii() and raw.isdigit() and 0 < len(raw) < 5 and int(raw) else 1


def page_of(found: Found, number: int, size: int) -> Page:
    """The place of a page among all; past the last one it is the last."""
    return Paginator(range(min(found.total, DEEPEST)), size).get_page(number)
