"""What a request asks for: its address, and for a POST its body too, as a form or as JSON."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from resources.hsds.parameters import JSON, BadParameter, Parameter

LONGEST_BODY = 20_000  # bytes; all parameters together are far shorter
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class BodyTooLong(BadParameter):
    """A body that nobody needs to read."""


class UnknownBody(BadParameter):
    """A body that is neither a form nor JSON."""


@dataclass(frozen=True)
class Asked:
    """One question, each parameter as it was read; what wasn't given is as the standard has it."""

    search: str = ""
    page: int = 1
    per_page: int | None = None
    format: str = JSON
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    modified_after: datetime.datetime | None = None
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    postcode: str = ""
    proximity: float | None = None
    top_only: bool = False
    parent_id: UUID | None = None


def read(request: HttpRequest, parameters: Iterable[Parameter]) -> Asked:
    """Reads these parameters and ignores all others. Refuses (BadParameter) what it can't read, or gets twice."""
    given: dict[str, list[str]] = {}
    for name, text in _pairs(request):
        given.setdefault(name, []).append(text)
    values: dict[str, Any] = {}
    for parameter in parameters:
        texts = given.get(parameter.name, [])
        if len(texts) > 1:
            raise BadParameter(f"“{parameter.name}” is given more than once. Give it once.")
        if texts:
            values[parameter.name] = parameter.value_of(texts[0])
    asked = Asked(**values)
    if asked.proximity is not None and not asked.postcode:
        raise BadParameter("“proximity” is measured from “postcode”. Give both.")
    return asked


def _pairs(request: HttpRequest) -> Iterator[tuple[str, str]]:
    try:
        yield from _of_lists(request.GET.lists())
        if request.method == "POST":
            yield from _of_body(request)
    except (MultiPartParserError, SuspiciousOperation, BadRequest) as error:
        raise BadParameter(
            "What was sent can't be read. Check how it is encoded, and that it isn't cut off."
        ) from error


def _of_lists(lists: Iterable[tuple[str, list[Any]]]) -> Iterator[tuple[str, str]]:
    return ((name, text) for name, texts in lists for text in texts if isinstance(text, str))


def _of_body(request: HttpRequest) -> Iterator[tuple[str, str]]:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LONGEST_BODY:
        raise BodyTooLong(f"The body is longer than {LONGEST_BODY} bytes. Send the parameters alone.")
    if length == "0":
        return iter(())
    if request.content_type == "application/json":
        return _of_json(request.body)
    if request.content_type not in _FORMS:
        raise UnknownBody("The body is neither a form nor JSON. Send application/json or a form.")
    return _of_lists(request.POST.lists())


def _of_json(body: bytes) -> Iterator[tuple[str, str]]:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadParameter("The body is no JSON that can be read. Send one object of names and values.") from error
    if not isinstance(read, dict):
        raise BadParameter("The body has to be one JSON object of names and values.")
    return ((name, _plain(value)) for name, value in read.items() if value is not None)


def _plain(value: Any) -> str:
    """A value as an address would spell it. A list or an object stands for no value of any parameter: it reads as JSON."""
    return value if isinstance(value, str) else json.dumps(value)
