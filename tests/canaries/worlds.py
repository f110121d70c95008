"""Two worlds that a reader must not be able to tell apart: all the canaries as they are, and only what the reader may know."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from unittest import mock

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.utils import timezone

from tests.canaries import birds
from tests.canaries.birds import Level

Seen = TypeVar("Seen")
# What is made anew for each answer.
_ONCE = re.compile(r'nonce="[^"]*"|name="(csrfmiddlewaretoken|key)" value="[^"]*"|"(X-CSRFToken|CSRF_TOKEN)": "[^"]*"')
_HEADERS_OF_ONE_ANSWER = {"Set-Cookie", "Content-Security-Policy", "Expires"}


@contextmanager
def world(level: Level) -> Iterator[None]:
    """The directory with what a reader of this level may know and nothing else; afterwards it is gone again."""
    cache.clear()
    with transaction.atomic():
        birds.release(level)
        yield
        transaction.set_rollback(True)
    cache.clear()


def in_both(level: Level, look: Callable[[], Seen]) -> tuple[Seen, Seen]:
    """What is seen where all is there, and where only that is there which a reader of this level may know.

    At the same moment: pages say how old things are.
    """
    seen = []
    with mock.patch("django.utils.timezone.now", return_value=timezone.now()):
        for each in (Level.KEEPER, level):
            with world(each):
                seen.append(look())
    return seen[0], seen[1]


def answer(client: Client, address: str) -> tuple[int, dict[str, str], str]:
    """All that a browser gets: status, headers and every byte, but for what is made anew for each answer."""
    client.cookies.pop("messages", None)  # of the page before
    response = client.get(address)
    kept = {name: value for name, value in response.headers.items() if name not in _HEADERS_OF_ONE_ANSWER}
    return response.status_code, kept, _ONCE.sub("", text_of(response))


def text_of(response: HttpResponse | StreamingHttpResponse) -> str:
    """The whole body."""
    body = b"".join(response) if isinstance(response, StreamingHttpResponse) else response.content
    return body.decode(errors="replace")
