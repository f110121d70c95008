"""Identifiers of what HSDS knows as things of their own and we don't: the same for the same thing, always and everywhere."""

from __future__ import annotations

from uuid import UUID, uuid5

# Drawn once. Another one would be another directory to everyone who keeps a copy.
NAMESPACE = UUID("3f0c9d86-7a55-4c0e-9d6a-5b1c6a4e2f17")
# Each listing has one place, so that one's identifier is the listing's own with some bits turned, and can be turned back.
# The bits that say which kind of UUID it is are left alone.
_PLACE = 0x5D1E6B0C_92A7_01F4_0B38_C47D0E95A623


def uuid_of(kind: str, *parts: object) -> str:
    """The identifier of a thing that is known by what it belongs to: `uuid_of("location", listing.pk)`."""
    return str(uuid5(NAMESPACE, "/".join([kind, *map(str, parts)])))


def organization_id(operator: str) -> str:
    """The identifier of an organization, which is known by its name: case and spaces don't matter."""
    return uuid_of("organization", " ".join(operator.split()).casefold())


def place_id(listing: UUID) -> str:
    """The identifier of the service at a location of a listing."""
    return str(UUID(int=listing.int ^ _PLACE))


def listing_of_place(place: UUID) -> UUID:
    """The listing whose service at a location this would be; `place_id` the other way round."""
    return UUID(int=place.int ^ _PLACE)
