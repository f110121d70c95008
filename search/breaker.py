"""When the outside engine fails, it is left alone for a while, so that readers don't wait for it again and again."""

from __future__ import annotations

from django.core.cache import cache

FAILURES_TO_OPEN = 3
OPEN_SECONDS = 30
TRIAL_SECONDS = 5
_FAILURES, _OPEN, _TRIAL = "search.breaker.failures", "search.breaker.open", "search.breaker.trial"


def is_open() -> bool:
    """True while the engine rests."""
    return bool(cache.get(_OPEN))


def may_ask() -> bool:
    """Whether to ask the engine now. When it has rested for OPEN_SECONDS, one asks and the others wait for its outcome."""
    if is_open():
        return False
    has_failed = cache.get(_FAILURES, 0) >= FAILURES_TO_OPEN
    return not has_failed or bool(cache.add(_TRIAL, True, timeout=TRIAL_SECONDS))


def failed() -> None:
    """Counts a failure; the third in a row opens the breaker, and after that each one opens it again."""
    failures = cache.get(_FAILURES, 0) + 1
    cache.set(_FAILURES, failures, timeout=None)
    if failures >= FAILURES_TO_OPEN:
        cache.set(_OPEN, True, timeout=OPEN_SECONDS)
        cache.delete(_TRIAL)


def succeeded() -> None:
    """Forgets the failures."""
    if cache.get(_FAILURES):
        cache.delete_many([_FAILURES, _OPEN, _TRIAL])
