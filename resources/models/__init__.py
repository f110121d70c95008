"""Listings of placements and services, the counts of their open beds or places, and how long each is believed."""

from resources.models.availability import (
    Availability,
    AvailabilityQuerySet,
    AvailabilityStatus,
    Channel,
    status_of,
)
from resources.models.confirmations import ClockName, Confirmation, Reminder
from resources.models.delegates import Delegate, DelegateMail, DelegateQuerySet
from resources.models.freshness_policy import FreshnessPolicy, Subject
from resources.models.listing import (
    AddressVisibility,
    Kind,
    LicenseStatus,
    Listing,
    Security,
    Status,
)
from resources.models.proposals import Proposal, ProposalState, ProposedChange

__all__ = [
    "AddressVisibility",
    "Availability",
    "AvailabilityQuerySet",
    "AvailabilityStatus",
    "Channel",
    "ClockName",
    "Confirmation",
    "Delegate",
    "DelegateMail",
    "DelegateQuerySet",
    "FreshnessPolicy",
    "Kind",
    "LicenseStatus",
    "Listing",
    "Proposal",
    "ProposalState",
    "ProposedChange",
    "Reminder",
    "Security",
    "Status",
    "Subject",
    "status_of",
]
