"""The objects that the API gives, field by field: for its OpenAPI document, and for the suite, which takes it at its word.

Names and required fields are those of HSDS 3.1; here stand only the fields that are ever filled, and nothing else is.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_ID: Schema = {"type": "string", "format": "uuid"}
_WHOLE: Schema = {"type": "integer", "minimum": 0}
_YES_NO: Schema = {"type": "boolean"}
_URI: Schema = {"type": "string", "format": "uri"}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_DAY: Schema = {"type": "string", "format": "date"}


def ref(name: str) -> Schema:
    """A pointer to a schema of this table."""
    return {"$ref": f"#/components/schemas/{name}"}


def _many(name: str) -> Schema:
    return {"type": "array", "items": ref(name)}


def _object(required: str, **properties: Schema) -> Schema:
    """An object with these fields and no other."""
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def page_of(line: Schema) -> Schema:
    """One page of a list, in the envelope of HSDS 3.1.3."""
    return _object(
        "total_items total_pages page_number size first_page last_page empty contents",
        total_items=_WHOLE,
        total_pages=_WHOLE,
        page_number={"type": "integer", "minimum": 1},
        size=_WHOLE,
        first_page=_YES_NO,
        last_page=_YES_NO,
        empty=_YES_NO,
        contents={"type": "array", "items": line},
    )


_SERVICE_IN_BRIEF = {
    "id": _ID,
    "organization_id": _ID,
    "name": _TEXT,
    "description": _TEXT,
    "url": _URI,
    "email": {"type": "string", "format": "email"},
    "status": {"type": "string", "enum": ["active"]},
    "application_process": _TEXT,
    "eligibility_description": _TEXT,
    "minimum_age": _WHOLE,
    "maximum_age": _WHOLE,
    "assured_date": _DAY,
    "licenses": _TEXT,
    "last_modified": _MOMENT,
    "organization": ref("OrganizationInBrief"),
}
_SERVICE = {
    **_SERVICE_IN_BRIEF,
    "phones": _many("Phone"),
    "schedules": _many("Schedule"),
    "service_areas": _many("ServiceArea"),
    "languages": _many("Language"),
    "funding": _many("Funding"),
    "capacities": _many("ServiceCapacity"),
    "attributes": _many("Attribute"),
}
_LOCATION_IN_BRIEF = {
    "id": _ID,
    "location_type": {"type": "string", "enum": ["physical"]},
    "name": _TEXT,
    "description": _TEXT,
}
_LOCATION = {
    **_LOCATION_IN_BRIEF,
    "organization_id": _ID,
    "addresses": _many("Address"),
    "attributes": _many("Attribute"),
}
_PLACE = {"id": _ID, "service_id": _ID, "location_id": _ID}
_ORGANIZATION = {"id": _ID, "name": _TEXT, "description": _TEXT}

SCHEMAS: dict[str, Schema] = {
    "Root": _object("version profile openapi_url", version=_TEXT, profile=_URI, openapi_url=_URI),
    "Refusal": _object(
        "status title detail", status={"type": "integer", "minimum": 400, "maximum": 599}, title=_TEXT, detail=_TEXT
    ),
    "ServiceInBrief": _object("id name status", **_SERVICE_IN_BRIEF),
    "ServiceMinimal": _object("id modified_date", id=_ID, modified_date=_MOMENT),
    "Service": _object("id name status", **_SERVICE, service_at_locations=_many("Place")),
    "ServiceOfPlace": _object("id name status", **_SERVICE),
    "Place": _object("id", **_PLACE, location=ref("Location")),
    "ServiceAtLocationInBrief": _object("id", **_PLACE, location=ref("LocationInBrief"), service=ref("ServiceInBrief")),
    "ServiceAtLocation": _object("id", **_PLACE, location=ref("Location"), service=ref("ServiceOfPlace")),
    "OrganizationInBrief": _object("id name description", **_ORGANIZATION),
    "Organization": _object(
        "id name description",
        **_ORGANIZATION,
        locations=_many("Location"),
        services={"type": "array", "items": {"anyOf": [ref("Service"), ref("ServiceInBrief")]}},
    ),
    "LocationInBrief": _object("id location_type", **_LOCATION_IN_BRIEF),
    "Location": _object("id location_type", **_LOCATION),
    "Address": _object(
        "id address_1 city state_province postal_code country address_type",
        id=_ID,
        location_id=_ID,
        address_1=_TEXT,
        city=_TEXT,
        state_province=_TEXT,
        postal_code=_TEXT,
        country=_TEXT,
        address_type={"type": "string", "enum": ["physical"]},
    ),
    "Phone": _object("id number", id=_ID, service_id=_ID, number=_TEXT, type=_TEXT),
    "Schedule": _object("id", id=_ID, service_id=_ID, description=_TEXT),
    "ServiceArea": _object(
        "id",
        id=_ID,
        service_id=_ID,
        name=_TEXT,
        extent=_TEXT,
        extent_type={"type": "string", "enum": ["text"]},
        attributes=_many("Attribute"),
    ),
    "Language": _object("id", id=_ID, service_id=_ID, name=_TEXT, code=_TEXT),
    "Funding": _object("id", id=_ID, service_id=_ID, source=_TEXT),
    "Unit": _object("id name", id=_ID, name=_TEXT),
    "ServiceCapacity": _object(
        "id unit available updated",
        id=_ID,
        service_id=_ID,
        unit=ref("Unit"),
        available=_WHOLE,
        maximum=_WHOLE,
        description=_TEXT,
        updated=_MOMENT,
        attributes=_many("Attribute"),
    ),
    "Attribute": _object(
        "id",
        id=_ID,
        link_id=_ID,
        link_type=_TEXT,
        link_entity=_TEXT,
        label=_TEXT,
        value=_TEXT,
        taxonomy_term=ref("TaxonomyTerm"),
    ),
    "Taxonomy": _object("id name description", id=_ID, name=_TEXT, description=_TEXT),
    "TaxonomyTerm": _object(
        "id name description",
        id=_ID,
        code=_TEXT,
        name=_TEXT,
        description=_TEXT,
        parent_id=_ID,
        taxonomy=_TEXT,
        taxonomy_detail=ref("Taxonomy"),
        taxonomy_id=_ID,
        language=_TEXT,
    ),
}
