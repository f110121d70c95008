"""Where the services are in a document, whatever holds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Object = dict[str, Any]

_LISTS = ("contents", "organizations", "services", "service_at_locations", "items")


class NotHsds(ValueError):
    """A document without a service. The message is a sentence for people."""

    def __init__(self) -> None:
        super().__init__(
            "There is no service in this file. Give HSDS JSON: a page of a list, an array, or a single service or "
            "organization with its services."
        )


def services_in(document: object) -> list[Object]:
    """The services, each once, with `organization` and `service_at_locations` filled from what they hang on."""
    found: dict[str, Object] = {}
    for number, service in enumerate(_walk(document, {})):
        found.setdefault(str(service.get("id") or f"#{number}"), service)
    if not found:
        raise NotHsds
    return list(found.values())


def many(holder: object, *names: str) -> list[Object]:
    """The objects that stand in arrays under these names; whatever else stands there is passed over."""
    if not isinstance(holder, dict):
        return []
    lists = (holder.get(name) for name in names)
    return [each for one in lists if isinstance(one, list) for each in one if isinstance(each, dict)]


def one(holder: Object, name: str) -> Object:
    """The object under a name, or an empty one."""
    value = holder.get(name)
    return value if isinstance(value, dict) else {}


def text(holder: Object, *names: str) -> str:
    """The first of these fields that says something, in one line of plain text; numbers as they are written."""
    for name in names:
        value = holder.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return " ".join(str(value).split())
    return ""


def _walk(document: object, organization: Object) -> Iterator[Object]:
    if isinstance(document, list):
        for each in document:
            yield from _walk(each, organization)
    elif isinstance(document, dict):
        yield from _of_object(document, organization)


def _of_object(held: Object, organization: Object) -> Iterator[Object]:
    if one(held, "service").get("name"):  # a service at a location
        place = {name: value for name, value in held.items() if name != "service"}
        service = one(held, "service")
        yield {"organization": organization, **service, "service_at_locations": [place]}
    elif _is_service(held):
        yield {"organization": organization, **held}
    else:
        is_organization = isinstance(held.get("name"), str)
        for name in _LISTS:
            yield from _walk(held.get(name), held if is_organization else organization)


def _is_service(held: Object) -> bool:
    """An organization has a name too; what it has not is a status, an organization or places of its own."""
    marks = ("status", "organization_id", "organization", "service_at_locations", "application_process")
    return isinstance(held.get("name"), str) and "services" not in held and any(mark in held for mark in marks)
