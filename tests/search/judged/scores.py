"""How well an order answers: nDCG@10 with gains of 2^grade - 1, and the place of a known item."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

CUT = 10


def ndcg(order: Sequence[str], grades: Mapping[str, int]) -> float:
    """1 for the best possible order of the first ten. Where nothing answers, 1 for showing nothing and 0 otherwise."""
    if not grades:
        return 0.0 if order else 1.0
    gained = _discounted([grades.get(each, 0) for each in order])
    return gained / _discounted(sorted(grades.values(), reverse=True))


def reciprocal_rank(order: Sequence[str], grades: Mapping[str, int]) -> float:
    """1 over the place of the first listing of the highest grade; 0 if it isn't there."""
    best = max(grades.values(), default=0)
    return next((1 / place for place, each in enumerate(order, start=1) if grades.get(each) == best), 0.0)


def _discounted(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades[:CUT], start=1))
