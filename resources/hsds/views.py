"""The API: reads who asks and what for, and answers in JSON whatever it is. Signing in to the portal's pages changes nothing here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt

from portal.accounts.gates import passive, public
from resources.hsds import answers, asking, limits, openapi, profile, walks
from resources.hsds.endpoints import ENDPOINTS
from resources.hsds.parameters import NDJSON, BadParameter
from resources.hsds.queries import ITEMS, LISTS, Found
from resources.hsds.reader import Reader
from resources.hsds.tokens.reading import TokenRefused, reader_of

VERSION = "3.1"
View = Callable[..., HttpResponseBase]


def api(*methods: str) -> Callable[[View], View]:
    """Makes an address of the API of a view that takes the reader: open to all, in JSON, within the limits.

    No cookie is read, so there is no session to ride on, and a form of another site may be sent here.
    """

    def made(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, **named: Any) -> HttpResponseBase:
            return answers.with_headers(request, _answer(request, view, methods, named))

        return csrf_exempt(passive(public(asked)))

    return made


def _answer(request: HttpRequest, view: View, methods: tuple[str, ...], named: dict[str, Any]) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return answers.may_be_asked()
    try:
        reader = reader_of(request)
    except TokenRefused as refused:
        return _limited(refused.stranger) or answers.refusal(
            HTTPStatus.UNAUTHORIZED, answers.NOT_OPENED, {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        )
    if limited := _limited(reader):
        return limited
    if request.method not in methods:
        sentence = f"This address takes {' and '.join(methods)} alone."
        return answers.refusal(HTTPStatus.METHOD_NOT_ALLOWED, sentence, {"Allow": ", ".join((*methods, "OPTIONS"))})
    try:
        return view(request, reader, **named)
    except asking.BodyTooLong as refused:
        return answers.refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(refused))
    except asking.UnknownBody as refused:
        return answers.refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, str(refused))
    except BadParameter as refused:
        return answers.refusal(HTTPStatus.BAD_REQUEST, str(refused))


def _limited(reader: Reader) -> HttpResponse | None:
    seconds = limits.seconds_to_wait(reader)
    if not seconds:
        return None
    sentence = f"Too many requests. Wait {seconds} seconds, then go on; ask for more on each page."
    return answers.refusal(HTTPStatus.TOO_MANY_REQUESTS, sentence, {"Retry-After": str(seconds)})


@api("GET", "HEAD")
def root(request: HttpRequest, reader: Reader) -> HttpResponseBase:
    """Which version of HSDS this is, and where its profile and its OpenAPI document are."""
    address = request.build_absolute_uri
    return answers.answer(
        request,
        {
            "version": VERSION,
            "profile": address(reverse("hsds:profile")),
            "openapi_url": address(reverse("hsds:openapi")),
        },
    )


@api("GET", "HEAD", "POST")
def listed(request: HttpRequest, reader: Reader, endpoint: str) -> HttpResponseBase:
    """One page of a list, or all of it in one stream."""
    asked = asking.read(request, ENDPOINTS[endpoint].parameters())

    def find() -> Found:
        return LISTS[endpoint](reader, asked)

    if asked.format == NDJSON:
        found = find()
        return answers.lines(found.made_of(found.keys))
    found = walks.found_for(reader, endpoint, asked, find)
    total = len(found.keys)
    per_page = answers.per_page_of(asked.per_page, minimal=asked.minimal, total=total)
    start = (asked.page - 1) * per_page
    objects = list(found.made_of(found.keys[start : start + per_page]))
    return answers.answer(request, answers.page_of(objects, total=total, page=asked.page, per_page=per_page))


@api("GET", "HEAD")
def item(request: HttpRequest, reader: Reader, endpoint: str, pk: str) -> HttpResponseBase:
    """One whole object; 404 in the same words for what isn't there and for what the reader may not see."""
    asked = asking.read(request, ENDPOINTS[endpoint].item_parameters())
    try:
        found = ITEMS[endpoint](reader, UUID(pk), asked)
    except ValueError:
        found = None
    if found is None:
        return answers.refusal(HTTPStatus.NOT_FOUND, answers.NOT_FOUND)
    response = answers.answer(request, found)
    modified = parse_datetime(found.get("last_modified") or found.get("service", {}).get("last_modified", ""))
    if modified:
        response["Last-Modified"] = http_date(modified.timestamp())
    return response


@api("GET", "HEAD")
def openapi_document(request: HttpRequest, reader: Reader) -> HttpResponseBase:
    """The API in OpenAPI 3.1."""
    base = request.build_absolute_uri(reverse("hsds:root")).rstrip("/")
    return answers.answer(request, openapi.document(base, request.build_absolute_uri(reverse("hsds:profile"))))


@api("GET", "HEAD")
def profile_document(request: HttpRequest, reader: Reader) -> HttpResponseBase:
    """What the PACT profile adds to HSDS and means by it."""
    return answers.answer(request, profile.document(request.build_absolute_uri(reverse("hsds:profile"))))


@api("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
def nothing(request: HttpRequest, reader: Reader) -> HttpResponseBase:
    """Any other address below the API's."""
    return answers.refusal(HTTPStatus.NOT_FOUND, answers.NOT_FOUND)
