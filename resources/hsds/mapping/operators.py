"""An organization as it stands inside its services and in lists."""

from __future__ import annotations

from resources.hsds.ids import organization_id
from resources.hsds.mapping.sight import Object


def organization_in_brief(operator: str) -> Object:
    """The standard asks for a description, and all that is known of an organization is its name."""
    return {
        "id": organization_id(operator),
        "name": " ".join(operator.split()),
        "description": "An organization that runs placements or services in the PACT resource directory.",
    }
