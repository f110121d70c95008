"""Answers of the API. Each is a function of what the reader may see and of nothing else: entity tags too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from resources.hsds.mapping.sight import Object
from resources.hsds.parameters import USUAL_PER_PAGE

NOT_FOUND = "There is nothing here that you may see. Check the identifier, or ask with a token of yours."
NOT_OPENED = (
    "This token opens nothing: it was never given out, has ended or was revoked. Leave it out, or make a new one."
)
_METHODS = "GET, HEAD, POST, OPTIONS"


def page_of(objects: list[Object], *, total: int, page: int, per_page: int) -> Object:
    """One page, in the envelope that HSDS 3.1.3 gives it."""
    pages = -(-total // per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(objects),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not objects,
        "contents": objects,
    }


def per_page_of(asked_for: int | None, *, minimal: bool, total: int) -> int:
    """How many objects a page holds: as asked for, else all of a minimal list, else as usual."""
    return asked_for or (max(total, 1) if minimal else USUAL_PER_PAGE)


def answer(request: HttpRequest, content: Any) -> HttpResponse:
    """JSON with its entity tag; 304 where the client has just this."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = [each.removeprefix("W/") for each in parse_etags(request.headers.get("If-None-Match", ""))]
    if request.method in ("GET", "HEAD") and (tag in known or "*" in known):
        return HttpResponseNotModified(headers={"ETag": tag})
    return HttpResponse(body, content_type="application/json", headers={"ETag": tag})


def lines(objects: Iterable[Object]) -> StreamingHttpResponse:
    """Everything in one stream, one object a line."""

    def written() -> Iterator[bytes]:
        for each in objects:
            yield json.dumps(each, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    return StreamingHttpResponse(written(), content_type="application/x-ndjson")


def refusal(status: HTTPStatus, sentence: str, headers: dict[str, str] | None = None) -> HttpResponse:
    """A refusal in JSON: what happened and what to do, in one sentence."""
    body = {"status": status.value, "title": status.phrase, "detail": sentence}
    return HttpResponse(
        json.dumps(body, ensure_ascii=False).encode(),
        status=status,
        content_type="application/json",
        headers=headers or {},
    )


def may_be_asked() -> HttpResponse:
    """What a browser is told that asks first whether another site's page may call: yes, for what everyone may see."""
    response = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": _METHODS})
    response["Access-Control-Allow-Methods"] = _METHODS
    response["Access-Control-Allow-Headers"] = "Content-Type, If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    return response


def with_headers(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Says who may keep an answer: anybody asks again with its tag; what a token opened is kept nowhere.

    Pages of other sites may read what everyone may see. A token has no place in such a page, so with one they may not.
    """
    if "Authorization" in request.headers:
        response["Cache-Control"] = "private, no-store"
    else:
        response["Cache-Control"] = "no-cache"
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Retry-After"
    patch_vary_headers(response, ["Authorization"])
    return response
