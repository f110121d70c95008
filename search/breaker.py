"""When the outside engine fails, it is left alone for a while, so that readers don't wait for it again and again."""

from __future__ import annotations

from django.core.cache import cache

FAILURES_TO_OPEN = 3
OPEN_SECONDS = 30
_FAILURES, _OPEN = "search.breaker.failures", "search.breaker.open"


def is_open() -> bool:
    """True while the engine must not be asked. After OPEN_SECONDS one failure more opens it again."""
    return bool(cache.get(_OPEN))


def failed() -> None:
    """Counts a failure; the third in a row opens the breaker."""
    failures = cache.get(_FAILURES, 0) + 1
    cache.set(_FAILURES, failures, timeout=None)
    if failures >= FAILURES_TO_OPEN:
        cache.set(_OPEN, True, timeout=OPEN_SECONDS)


def succeeded() -> None:
    """Forgets the failures."""
    if cache.get(_FAILURES):
        cache.delete_many([_FAILURES, _OPEN])
