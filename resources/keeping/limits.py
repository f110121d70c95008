"""How often one sender may do something, kept in the cache: forgotten by a restart, shared where Redis is."""

from __future__ import annotations

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600


def allows(action: str, whose: str, most: int) -> bool:
    """Counts one more try and says whether it is among the first `most` within the hour that the first one began."""
    key = f"keeping.{action}.{hashlib.sha256(whose.encode()).hexdigest()[:24]}"
    if cache.add(key, 1, HOUR):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:  # it expired between the two
        return True


def sender(request: HttpRequest) -> str:
    """The network address that a request comes from, behind as many proxies as the settings trust."""
    return str(get_adapter(request).get_client_ip(request))
