"""Complete rows of listings (`resources.rows.complete`) as objects of HSDS 3.1, as one tier may see them at one moment.

Pure functions: no SQL query, nothing stored. What isn't known, or isn't for the tier, is left out: no empty text, no
"confidential" in an address. Only fields of the standard are used; what it has no field for stands in `attributes`.
"""

from resources.hsds.mapping.organizations import organization, organization_in_brief
from resources.hsds.mapping.places import place, place_in_brief
from resources.hsds.mapping.services import service, service_in_brief
from resources.hsds.mapping.sight import Sight

__all__ = [
    "Sight",
    "organization",
    "organization_in_brief",
    "place",
    "place_in_brief",
    "service",
    "service_in_brief",
]
