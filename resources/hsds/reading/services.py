"""A service as a row whose keys are the columns of a listing in a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from resources.hsds.mapping.attributes import EVERYONE
from resources.hsds.reading import counts
from resources.hsds.reading.objects import Object, many, one, text

Row = dict[str, str | list[str]]
# Column, and the link type of the attributes that fill it with codes.
_CODES = {
    "types": "type",
    "populations": "population",
    "needs": "need",
    "trafficking": "trafficking",
    "languages": "language",
    "access": "access",
    "funding": "funding",
}
_ONE_CODE = {
    "kind": "kind",
    "security": "security",
    "license_status": "license",
    "accepts_out_of_county": "out_of_county",
}
_VALUES = {
    "license_type": "license_type",
    "license_number": "license_number",
    "license_capacity": "license_capacity",
    "license_checked_on": "license_checked_on",
    "training_evidence": "training_evidence",
    "training_on": "training_on",
    "presumptive_transfer": "presumptive_transfer",
    "is_confidential": "confidential",
    "owner_county": "kept_by",
}
_COUNTY = re.compile(r"(.+) County(?:, California)?")
_NOT_LISTED = ("inactive", "defunct", "temporarily closed")


@dataclass(frozen=True)
class Read:
    """One row, its empty columns left out, and sentences about what in the service can't be right."""

    row: Row
    problems: tuple[str, ...]


def read_service(service: Object) -> Read:
    """The row of a service, with the organization that runs it and the first of its places."""
    places = many(service, "service_at_locations")
    place = places[0] if places else {}
    location = one(place, "location") or next(iter(many(service, "locations")), {})
    counted, problems = counts.of_service(service)
    row: Row = {
        "id": text(service, "id"),
        "name": text(service, "name"),
        "operator": text(one(service, "organization"), "name"),
        "status": "suspended" if text(service, "status") in _NOT_LISTED else "",
        "description": _description(service),
        "website": text(service, "url"),
        "email": text(service, "email"),
        "referral_steps": text(service, "application_process"),
        "minimum_age": text(service, "minimum_age"),
        "maximum_age": text(service, "maximum_age"),
        "verified_at": text(service, "assured_date"),
        "phone": _phone(service, place, location),
        "hours": "; ".join(
            filter(None, map(_hours, _first(service, place, location, "schedules", "regular_schedules")))
        ),
        **_where(location),
        **_served([*many(service, "service_areas"), *many(place, "service_areas")]),
        **_attributes(service),
        **counted,
    }
    problems += _problems(location)
    if len(places) > 1:
        problems.append(f"It has {len(places)} locations. Only the first one is read.")
    return Read({name: value for name, value in row.items() if value}, tuple(problems))


def _description(service: Object) -> str:
    """What the standard says in fields of its own, and a listing in its description, where nothing else says it."""
    parts = [text(service, "description")]
    if not many(service, "attributes"):
        parts += [text(service, "eligibility_description"), text(service, "fees_description"), text(service, "alert")]
    return "\n".join(dict.fromkeys(filter(None, parts)))


def _first(service: Object, place: Object, location: Object, *names: str) -> list[Object]:
    return many(service, *names) or many(place, *names) or many(location, *names)


def _phone(service: Object, place: Object, location: Object) -> str:
    organization = one(service, "organization")
    holders = (service, place, location, *many(service, "contacts"), *many(place, "contacts"), organization)
    for phone in (each for holder in holders for each in many(holder, "phones")):
        if number := text(phone, "number").strip('"'):
            extension = text(phone, "extension")
            return f"{number} ext. {extension}" if extension else number
    return ""


def _hours(schedule: Object) -> str:
    if said := text(schedule, "description"):
        return said
    days, opens, closes = text(schedule, "byday", "weekday"), text(schedule, "opens_at"), text(schedule, "closes_at")
    return " ".join(filter(None, [days, f"{opens} to {closes}" if opens and closes else ""]))


def _where(location: Object) -> Row:
    addresses = many(location, "addresses", "physical_addresses")
    address = next(
        (each for each in addresses if text(each, "address_type") != "postal"), addresses[0] if addresses else {}
    )
    said = {text(each, "link_type"): text(each, "value") for each in many(location, "attributes")}
    county = _COUNTY.fullmatch(text(address, "region"))
    return {
        "address": _in_one_line(address),
        "city": said.get("city") or text(address, "city"),
        "county": said.get("county") or (county[1] if county else ""),
    }


def _in_one_line(address: Object) -> str:
    """As people write it. An address that has its ZIP code in its first line is whole already."""
    line = ", ".join(filter(None, [text(address, "address_1"), text(address, "address_2")]))
    code = text(address, "postal_code")
    if not line or not code or code in line:
        return line
    state = " ".join(filter(None, [text(address, "state_province"), code]))
    return ", ".join(filter(None, [line, text(address, "city"), state]))


def _served(areas: Iterable[Object]) -> Row:
    found: list[str] = []
    for area in areas:
        code = next(
            (text(each, "value") for each in many(area, "attributes") if text(each, "link_type") == "county"), ""
        )
        named = _COUNTY.fullmatch(text(area, "name", "service_area"))
        found.append(code or (named[1] if named else ""))
    is_statewide = "statewide" in found
    counties = [each for each in dict.fromkeys(found) if each and each != "statewide"]
    return {"counties_served": counties, "serves_statewide": "yes" if is_statewide else ""}


def _attributes(service: Object) -> Row:
    """What attributes of our profile say; terms of other taxonomies are taken for types, by their names."""
    codes: dict[str, list[str]] = {}
    values: dict[str, list[str]] = {}
    foreign: list[str] = []
    for each in many(service, "attributes"):
        kind, term = text(each, "link_type"), one(each, "taxonomy_term")
        if kind in (*_CODES.values(), *_ONE_CODE.values()) and term:
            codes.setdefault(kind, []).append(text(term, "code", "name"))
        elif term and text(each, "label") != EVERYONE and kind not in counts.KINDS:
            foreign.append(text(term, "name"))
        elif not term:
            values.setdefault(kind, []).append(text(each, "value"))
    languages = codes.get("language") or [text(each, "name", "language") for each in many(service, "languages")]
    funding = codes.get("funding") or [text(each, "source") for each in many(service, "funding")]
    return {
        **{column: codes.get(kind, []) for column, kind in _CODES.items()},
        **{column: next(iter(codes.get(kind, [])), "") for column, kind in _ONE_CODE.items()},
        **{column: next(iter(values.get(kind, [])), "") for column, kind in _VALUES.items()},
        "types": codes.get("type") or foreign,
        "languages": languages,
        "funding": funding,
        "contracts_with": values.get("contracts_with", []),
    }


def _problems(location: Object) -> list[str]:
    found = []
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = location.get(name)
        if isinstance(value, int | float) and not -most <= value <= most:
            found.append(f"Its {name} is {value}, and none is beyond {most}. Check where it is.")
    return found
