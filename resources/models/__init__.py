"""Listings, the counts of their open beds or places, how long each is believed, and what people put aside for themselves."""

from resources.models.api_token import ApiToken
from resources.models.availability import (
    Availability,
    AvailabilityQuerySet,
    AvailabilityStatus,
    Channel,
    status_of,
)
from resources.models.call_list import Call, CallList, Heard, Result, Source
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
from resources.models.saved_search import Alert, Opening, SavedSearch
from resources.models.shared_list import SharedList, SharedListing
from resources.models.shortlist import ShortlistEntry

__all__ = [
    "AddressVisibility",
    "Alert",
    "ApiToken",
    "Availability",
    "AvailabilityQuerySet",
    "AvailabilityStatus",
    "Call",
    "CallList",
    "Channel",
    "ClockName",
    "Confirmation",
    "Delegate",
    "DelegateMail",
    "DelegateQuerySet",
    "FreshnessPolicy",
    "Heard",
    "Kind",
    "LicenseStatus",
    "Listing",
    "Opening",
    "Proposal",
    "ProposalState",
    "ProposedChange",
    "Reminder",
    "Result",
    "SavedSearch",
    "Security",
    "SharedList",
    "SharedListing",
    "ShortlistEntry",
    "Source",
    "Status",
    "Subject",
    "status_of",
]
