"""References that people can read out on the phone, and that say nothing about anyone."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# No vowels, so that no word comes out; nothing that is mistaken for another sign when read aloud or written by hand.
LETTERS = "CDFGHJKMNPQRTVWX"
DIGITS = "23456789"

_source: ContextVar[random.Random | None] = ContextVar("coordination_reference_source", default=None)


def new_reference() -> str:
    """A random reference such as K7Q-4M2: one of two million, from the system's source of randomness."""
    choose = (_source.get() or secrets.SystemRandom()).choice
    signs = [choose(alphabet) for alphabet in (LETTERS, DIGITS, LETTERS, DIGITS, LETTERS, DIGITS)]
    return "".join(signs[:3]) + "-" + "".join(signs[3:])


@contextmanager
def drawn_from(source: random.Random) -> Iterator[None]:
    """Within it references are drawn from a seeded source: for the demo, which is the same on every machine."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)
