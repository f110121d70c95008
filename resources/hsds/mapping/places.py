"""Where a listing is: its location, the areas that it serves, and the two together as a service at a location."""

from __future__ import annotations

import re

from resources.hsds.ids import place_id, uuid_of
from resources.hsds.mapping.attributes import attribute
from resources.hsds.mapping.sight import Object, Sight, known
from resources.models import Listing

# A street, and behind it the city, the state and the ZIP code, as people write an address in one line.
_WHOLE = re.compile(r"(?P<street>.+), (?P<city>[^,\d]+), CA (?P<zip>\d{5}(?:-\d{4})?)", re.ASCII)


def location_id(listing: Listing) -> str:
    return uuid_of("location", listing.pk)


def location_in_brief(listing: Listing, sight: Sight) -> Object:
    """The location without its address. It has no coordinates: of no listing anything nearer than its county is known."""
    city = listing.city if "city" in sight.fields(listing) else ""
    where = f"In {city}, {listing.county}." if city else f"In {listing.county}."
    return {"id": location_id(listing), "location_type": "physical", "name": listing.name, "description": where}


def location(listing: Listing, sight: Sight) -> Object:
    """The location with its address, where the tier may see it; else it is said to be redacted, filled in or not."""
    fields, link = sight.fields(listing), location_id(listing)
    attributes = [attribute("location", link, "county", label=str(listing.county), value=listing.county.slug)]
    if "city" in fields and listing.city:
        attributes.append(attribute("location", link, "city", value=listing.city))
    if "address" not in fields:
        attributes.append(attribute("location", link, "address", value="redacted"))
    addresses = [_address(listing)] if "address" in fields and listing.address else []
    return location_in_brief(listing, sight) | known(addresses=addresses, attributes=attributes)


def place_in_brief(listing: Listing, sight: Sight, service: Object) -> Object:
    """A service at a location, as lists show it. `service`: the service in brief."""
    return _joined(listing) | {"location": location_in_brief(listing, sight), "service": service}


def place(listing: Listing, sight: Sight, service: Object | None = None) -> Object:
    """A service at a location. `service`: the whole service without its places; left out inside a service."""
    inner = {"service": service} if service else {}
    return _joined(listing) | {"location": location(listing, sight)} | inner


def service_areas(listing: Listing) -> list[Object]:
    """The counties that it serves besides its own, or the state. Everyone who finds a listing may know."""
    if listing.serves_statewide:
        return [_area(listing, "California", "statewide", "California")]
    return [
        _area(listing, str(county), county.slug, f"{county}, California") for county in listing.counties_served.all()
    ]


def _joined(listing: Listing) -> Object:
    return {"id": place_id(listing.pk), "service_id": str(listing.pk), "location_id": location_id(listing)}


def _area(listing: Listing, name: str, code: str, extent: str) -> Object:
    link = uuid_of("service_area", listing.pk, code)
    return {
        "id": link,
        "service_id": str(listing.pk),
        "name": name,
        "extent": extent,
        "extent_type": "text",
        "attributes": [attribute("service_area", link, "county", label=name, value=code)],
    }


def _address(listing: Listing) -> Object:
    """One line taken apart where it is written in full; else it is all in `address_1`, and nothing is made up."""
    whole = _WHOLE.fullmatch(listing.address)
    return {
        "id": uuid_of("address", listing.pk),
        "location_id": location_id(listing),
        "address_1": whole["street"] if whole else listing.address,
        "city": whole["city"] if whole else listing.city,
        "state_province": "CA",
        "postal_code": whole["zip"] if whole else "",
        "country": "US",
        "address_type": "physical",
    }
