"""Walking through the pages of a list while listings come and go.

Page 1 fixes what is in the list and in which order; the pages after it are cut from that, for a while. So everything that is
there all the time comes once, whatever happens meanwhile. What is on a page is still read anew: a listing that the reader
may not see any more is left out of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from django.core.cache import cache

from resources.hsds.asking import Asked
from resources.hsds.parameters import USUAL_PER_PAGE
from resources.hsds.queries.found import Found
from resources.hsds.reader import Reader

KEPT_FOR = 600  # seconds from the first page on


def found_for(reader: Reader, endpoint: str, asked: Asked, find: Callable[[], Found]) -> Found:
    """What the list found when this reader read its page 1, or what it finds now."""
    key = _key(reader, endpoint, asked)
    found = find()
    if asked.page == 1:
        if len(found.keys) > (asked.per_page or USUAL_PER_PAGE):
            cache.set(key, tuple(found.keys), KEPT_FOR)
        return found
    kept: Sequence[str] | None = cache.get(key)
    return found if kept is None else replace(found, keys=kept)


def _key(reader: Reader, endpoint: str, asked: Asked) -> str:
    question = replace(asked, page=1, per_page=None)
    return "hsds.walk." + hashlib.sha256(f"{reader.name} {reader.tier} {endpoint} {question}".encode()).hexdigest()
