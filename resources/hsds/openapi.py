"""The OpenAPI document, made from the tables that the views are made from."""

from __future__ import annotations

from typing import Any

from resources.hsds import schemas
from resources.hsds.asking import LONGEST_BODY
from resources.hsds.endpoints import ENDPOINTS, Endpoint
from resources.hsds.parameters import PARAMETERS, Parameter
from resources.hsds.schemas import Schema, ref

_BAD = {"400": "A parameter can't be read; the sentence names it."}
_ALWAYS = {
    "401": "The token opens nothing.",
    "429": "Too many requests; `Retry-After` says for how many seconds to wait.",
}
_BODY = {
    "413": f"The body is longer than {LONGEST_BODY} bytes.",
    "415": "The body is neither a form nor JSON.",
}
_MISSING = {"404": "There is none of this identifier that this reader may see."}


def document(base: str, profile: str) -> dict[str, Any]:
    """The document, for an API at the address `base` with its profile at `profile`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "PACT resource directory: HSDS 3.1 read API",
            "version": "1.0.0",
            "summary": "Placements and services for young people who are or may be trafficked, by California county.",
            "description": "What everyone may see needs no token. A member makes a token under “API tokens” and sees with "
            f"it what they see on the portal. What goes beyond HSDS is told by the profile: {profile}",
        },
        "servers": [{"url": base}],
        "security": [{}, {"token": []}],
        "tags": [
            {"name": "required", "description": "What every HSDS API has."},
            {"name": "optional", "description": "What an HSDS API may have."},
            {"name": "about", "description": "What this API says of itself."},
        ],
        "paths": {
            "/": _about("getRoot", "Versions and where to read more", ref("Root"), tag="required"),
            "/openapi.json": _about("getOpenapi", "This document", {"type": "object"}),
            "/profile/": _about("getProfile", "What the PACT profile adds", {"type": "object"}),
            **{address: item for each in ENDPOINTS.values() for address, item in _of_endpoint(each).items()},
        },
        "components": {
            "schemas": schemas.SCHEMAS,
            "parameters": {name: _parameter(each) for name, each in PARAMETERS.items()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _about(name: str, summary: str, schema: Schema, tag: str = "about") -> dict[str, Any]:
    answers = _answers(_json("As asked for.", schema), _ALWAYS)
    return {"get": {"operationId": name, "summary": summary, "tags": [tag], "responses": answers}}


def _of_endpoint(endpoint: Endpoint) -> dict[str, Any]:
    """A list by GET and by POST, and its items."""
    tag = "required" if endpoint.is_required else "optional"
    name = "".join(part.capitalize() for part in endpoint.name.split("_"))
    parameters = [{"$ref": f"#/components/parameters/{each}"} for each in endpoint.of_list]
    ndjson = {"application/x-ndjson": {"schema": {"type": "string"}}}
    listed = {
        "tags": [tag],
        "summary": f"{endpoint.title}, a page at a time",
        "parameters": parameters,
        "responses": _answers(_json("A page.", _page(endpoint), ndjson), _BAD | _ALWAYS),
    }
    posted = listed | {
        "summary": f"{endpoint.title}, asked for without anything in the address",
        "requestBody": {"required": False, "content": _bodies(endpoint)},
        "responses": _answers(_json("A page.", _page(endpoint), ndjson), _BAD | _ALWAYS | _BODY),
    }
    item = {
        "operationId": f"get{name}Item",
        "tags": [tag],
        "summary": f"{endpoint.title}: one of them, whole",
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
            *({"$ref": f"#/components/parameters/{each}"} for each in endpoint.of_item),
        ],
        "responses": _answers(
            _json("The whole object.", ref(endpoint.whole)), (_BAD if endpoint.of_item else {}) | _MISSING | _ALWAYS
        ),
    }
    return {
        f"/{endpoint.name}": {
            "get": {"operationId": f"get{name}", **listed},
            "post": {"operationId": f"post{name}", **posted},
        },
        f"/{endpoint.name}/{{id}}": {"get": item},
    }


def _page(endpoint: Endpoint) -> Schema:
    """Lines in brief, and what the parameters of this list make of them."""
    lines = [endpoint.brief]
    lines += ["ServiceMinimal"] if "minimal" in endpoint.of_list else []
    lines += [endpoint.whole] if "full" in endpoint.of_list else []
    return schemas.page_of(ref(lines[0]) if len(lines) == 1 else {"anyOf": [ref(line) for line in lines]})


def _bodies(endpoint: Endpoint) -> dict[str, Any]:
    body = {
        "schema": {"type": "object", "properties": {each.name: dict(each.schema) for each in endpoint.parameters()}}
    }
    return {"application/json": body, "application/x-www-form-urlencoded": body}


def _parameter(each: Parameter) -> dict[str, Any]:
    return {"name": each.name, "in": "query", "required": False, "description": each.description} | {
        "schema": dict(each.schema)
    }


def _json(description: str, schema: Schema, others: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}, **(others or {})}}


def _answers(good: dict[str, Any], refusals: dict[str, str]) -> dict[str, Any]:
    not_changed = {"304": {"description": "Nothing has changed since the answer with the tag in `If-None-Match`."}}
    return (
        {"200": good}
        | not_changed
        | {status: _json(description, ref("Refusal")) for status, description in refusals.items()}
    )
