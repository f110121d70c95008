"""The fields that pass the guard, and the names that other rooms list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from portal.guard import UnknownField

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_fields: set[str] = set()
_name_sources: list[Callable[[], Iterable[str]]] = []


def register_field(name: str) -> None:
    """See `portal.guard.register_field`."""
    if len(name) > 80 or not _NAME.fullmatch(name):
        raise ValueError("A guarded field is a dotted name in lower case of at most 80 characters.")
    _fields.add(name)


def check_field(name: str) -> None:
    """Raises UnknownField unless a room has registered the field."""
    if name not in _fields:
        raise UnknownField(f"The field {name} is not registered: call portal.guard.register_field in AppConfig.ready.")


def fields() -> frozenset[str]:
    """Every field that passes the guard."""
    return frozenset(_fields)


def register_names(source: Callable[[], Iterable[str]]) -> None:
    """See `portal.guard.register_names`."""
    if source not in _name_sources:
        _name_sources.append(source)


def names() -> list[str]:
    """All listed names, asked of their rooms now."""
    return [name for source in _name_sources for name in source()]
