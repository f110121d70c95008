"""Who runs listings. An organization is known by its name alone; what it runs is what the reader finds."""

from __future__ import annotations

from collections.abc import Sequence

from resources.hsds.ids import organization_id
from resources.hsds.mapping.operators import organization_in_brief
from resources.hsds.mapping.places import location
from resources.hsds.mapping.services import service, service_in_brief
from resources.hsds.mapping.sight import Object, Sight
from resources.models import Listing

__all__ = ["organization", "organization_in_brief"]


def organization(operator: str, listings: Sequence[Listing], sight: Sight, *, full_services: bool) -> Object:
    """An organization with the locations and services of these listings, all its own; the services in brief unless asked."""
    link = organization_id(operator)
    made = service if full_services else service_in_brief
    return organization_in_brief(operator) | {
        "locations": [{**location(listing, sight), "organization_id": link} for listing in listings],
        "services": [made(listing, sight) for listing in listings],
    }
