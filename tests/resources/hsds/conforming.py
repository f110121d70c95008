"""What HSDS 3.1 asks of each object: required fields, enumerations, forms of values, and which fields there are at all.

Facts of the standard, written down apart from the code that is tested by them.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from typing import Any

REQUIRED = {
    "organization": "id name description",
    "service": "id name status",
    "service_at_location": "id",
    "location": "id location_type",
    "address": "id address_1 city state_province postal_code country address_type",
    "phone": "id number",
    "schedule": "id",
    "service_area": "id",
    "language": "id",
    "funding": "id",
    "attribute": "id",
    "capacity": "id unit available updated",
    "unit": "id name",
    "taxonomy": "id name description",
    "taxonomy_term": "id name description",
}
OTHERS = {
    "organization": "website email locations services",
    "service": "organization_id description url email application_process eligibility_description minimum_age "
    "maximum_age assured_date licenses last_modified phones schedules service_areas service_at_locations languages "
    "organization funding capacities attributes",
    "service_at_location": "service_id location_id description location service",
    "location": "organization_id name description addresses attributes",
    "address": "location_id",
    "phone": "service_id type",
    "schedule": "service_id description",
    "service_area": "service_id name extent extent_type attributes",
    "language": "service_id name code",
    "funding": "service_id source",
    "attribute": "link_id link_type link_entity value label taxonomy_term",
    "capacity": "service_id maximum description attributes",
    "unit": "",
    "taxonomy": "",
    "taxonomy_term": "code parent_id taxonomy taxonomy_detail taxonomy_id language",
}
ENUMS = {
    ("service", "status"): {"active", "inactive", "defunct", "temporarily closed"},
    ("location", "location_type"): {"physical", "postal", "virtual"},
    ("address", "address_type"): {"physical", "postal", "virtual"},
    ("service_area", "extent_type"): {"geojson", "topojson", "kml", "text"},
}
NUMBERS = {"minimum_age", "maximum_age", "available", "maximum"}
# What the objects under a name are.
INSIDE = {
    "organization": "organization",
    "service": "service",
    "services": "service",
    "service_at_locations": "service_at_location",
    "location": "location",
    "locations": "location",
    "addresses": "address",
    "phones": "phone",
    "schedules": "schedule",
    "service_areas": "service_area",
    "languages": "language",
    "funding": "funding",
    "attributes": "attribute",
    "capacities": "capacity",
    "unit": "unit",
    "taxonomy_term": "taxonomy_term",
    "taxonomy_detail": "taxonomy",
}
ONE_TO_ONE = {"organization", "location", "service"}  # what a line of a list may hold


def faults(kind: str, item: dict[str, Any], *, is_brief: bool = False) -> list[str]:
    """Everything that the standard has against an object, or nothing."""
    return list(_faults(kind, item, is_brief))


def _faults(kind: str, item: dict[str, Any], is_brief: bool) -> Iterator[str]:
    required = set(REQUIRED[kind].split())
    yield from (f"{kind} lacks {name}" for name in required - item.keys())
    yield from (f"{kind} has no {name}" for name in item.keys() - required - set(OTHERS[kind].split()))
    for name, value in item.items():
        if value in (None, [], {}):
            yield f"{kind}.{name} is empty"
        elif isinstance(value, dict):
            yield from _faults(INSIDE[name], value, is_brief)
        elif isinstance(value, list):
            if is_brief:
                yield f"{kind}.{name} is no field of a line"
            for each in value:
                yield from _faults(INSIDE[name], each, is_brief)
        elif not _fits(kind, name, value):
            yield f"{kind}.{name} can't be {value!r}"


def _fits(kind: str, name: str, value: Any) -> bool:
    if name in NUMBERS:
        return type(value) is int
    if not isinstance(value, str) or value not in ENUMS.get((kind, name), {value}):
        return False
    if name == "id" or name.endswith("_id"):
        return str(uuid.UUID(value)) == value
    if name in ("last_modified", "updated"):
        return datetime.datetime.fromisoformat(value).tzinfo is not None
    if name == "assured_date":
        return datetime.date.fromisoformat(value).isoformat() == value
    return True
