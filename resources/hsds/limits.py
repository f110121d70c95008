"""How many requests one reader makes: counted in the cache, shared where Redis is, forgotten by a restart."""

from __future__ import annotations

import hashlib
import math

from django.core.cache import cache
from django.utils import timezone

from resources.hsds.reader import Reader

WINDOW = 600  # seconds
# A copy of the whole directory takes under a hundred requests; ten a second, all the time, is no reader.
PER_ADDRESS = 6_000
PER_TOKEN = 12_000


def seconds_to_wait(reader: Reader) -> int:
    """Counts one more request. 0: it may be answered; else how many seconds to wait until the next one may."""
    now = timezone.now().timestamp()
    window = math.floor(now / WINDOW)
    who = hashlib.sha256(reader.name.encode()).hexdigest()[:24]
    if _count(f"hsds.requests.{who}.{window}") <= (PER_ADDRESS if reader.is_public else PER_TOKEN):
        return 0
    return max(1, math.ceil((window + 1) * WINDOW - now))


def _count(key: str) -> int:
    if cache.add(key, 1, WINDOW):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it expired between the two
        return 1
