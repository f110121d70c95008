"""Listings of placements and services, the counts of their open beds or places, and how long each is believed."""

from resources.models.availability import (
    Availability,
    AvailabilityQuerySet,
    AvailabilityStatus,
    Channel,
    status_of,
)
from resources.models.freshness_policy import FreshnessPolicy, Subject
from resources.models.listing import (
    AddressVisibility,
    Kind,
    LicenseStatus,
    Listing,
    Security,
    Status,
)

__all__ = [
    "AddressVisibility",
    "Availability",
    "AvailabilityQuerySet",
    "AvailabilityStatus",
    "Channel",
    "FreshnessPolicy",
    "Kind",
    "LicenseStatus",
    "Listing",
    "Security",
    "Status",
    "Subject",
    "status_of",
]
