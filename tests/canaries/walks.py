"""A walk through the portal, from some addresses along their links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from tests.canaries.worlds import text_of

_LINK = re.compile(r'(?:href|src|action|hx-get|data-url)="(/[^"#]*)')
_LEADS_AWAY = re.compile(r"^/(static|media|accounts/logout)/")


def walk(client: Client, start: Iterable[str], *, links: int, but: tuple[str, ...] = ()) -> dict[str, str]:
    """What stands at these addresses and behind at most so many links, one of each shape; headers too.

    `but`: beginnings of addresses where the reader may see all, which are left out.
    """
    pages: dict[str, str] = {}
    shapes = set()
    waiting = list(dict.fromkeys(start))
    most = len(waiting) + links
    while waiting and len(pages) < most:
        address = waiting.pop(0)
        if address in pages or address.startswith(but):
            continue
        response = client.get(address)
        pages[address] = f"{text_of(response)} {dict(response.headers)}"
        for link in map(unescape, _LINK.findall(pages[address])):
            shape = _shape_of(link)
            if shape and shape not in shapes:
                shapes.add(shape)
                waiting.append(link)
    return pages


def _shape_of(link: str) -> tuple[str, tuple[str, ...]] | None:
    """The view that a link leads to and the names in its query; None where it leads out of the portal."""
    parts = urlsplit(link)
    if _LEADS_AWAY.match(parts.path):
        return None
    try:
        return resolve(parts.path).view_name, tuple(sorted(parse_qs(parts.query)))
    except Resolver404:
        return None
