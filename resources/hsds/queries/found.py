"""What a list found, before any of it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from resources.hsds.mapping.sight import Object

BATCH = 100


@dataclass(frozen=True)
class Found:
    """`keys` in their order, and `make`, which gives the objects of some of them; what is gone by then is left out."""

    keys: Sequence[str]
    make: Callable[[Sequence[str]], list[Object]]

    def made_of(self, keys: Sequence[str]) -> Iterator[Object]:
        """The objects of any number of keys, a batch at a time."""
        for start in range(0, len(keys), BATCH):
            yield from self.make(keys[start : start + BATCH])
