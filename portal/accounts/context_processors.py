"""What templates may ask about the reader."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.functional import cached_property

from portal.accounts.access import capabilities
from portal.accounts.roles import Capability


class May:
    """`{% if may.REQUEST_POST %}`: true if the reader holds the capability anywhere. One query, when first asked."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _held(self) -> frozenset[str]:
        return frozenset(capability for capability, _ in capabilities(self._request.user))

    def __getitem__(self, name: str) -> bool:
        return Capability[name] in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)


def may(request: HttpRequest) -> dict[str, May]:
    return {"may": May(request)}
