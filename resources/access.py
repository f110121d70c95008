"""Who sees which listing, and which of its fields. Page, search and, later, export and API all ask here."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from portal.accounts.access import may
from portal.accounts.models import User
from portal.accounts.roles import Capability
from resources.models import AddressVisibility, Listing, Status
from search import Tier
from search.service import tier_of

_RANK = {Tier.PUBLIC: 0, Tier.MEMBER: 1, Tier.PLACING: 2}
_IDENTITY = frozenset({"name", "kind", "types", "operator", "county", "counties_served"})
_PUBLIC = _IDENTITY | {"description", "ages", "populations", "languages", "phone", "website"}
_MEMBER = _PUBLIC | {
    "availability",
    "needs",
    "trafficking",
    "accepts_out_of_county",
    "hours",
    "email",
    "license",
    "training_evidence",
    "verified_at",
}
_PLACING = _MEMBER | {"referral_steps"}
FIELDS: dict[Tier, frozenset[str]] = {Tier.PUBLIC: _PUBLIC, Tier.MEMBER: _MEMBER, Tier.PLACING: _PLACING}
# Of a confidential listing members learn that it exists and whether it has room, so that they know whom to ask.
CONFIDENTIAL_FIELDS: dict[Tier, frozenset[str]] = {
    Tier.PUBLIC: frozenset(),
    Tier.MEMBER: _IDENTITY | {"availability", "verified_at"},
    Tier.PLACING: _PLACING,
}
_ADDRESS_FROM = {
    AddressVisibility.PUBLIC: Tier.PUBLIC,
    AddressVisibility.MEMBER: Tier.MEMBER,
    AddressVisibility.PLACING: Tier.PLACING,
}


def of_tier(tier: Tier) -> QuerySet[Listing]:
    """The listings that readers of a tier find at all."""
    live = Listing.objects.filter(status=Status.LIVE)
    return live.filter(is_confidential=False) if tier == Tier.PUBLIC else live


def visible_to(user: User | AnonymousUser) -> QuerySet[Listing]:
    """The listings that a person finds at all. One SQL query for the tier."""
    return of_tier(tier_of(user))


def visible_fields(listing: Listing, tier: Tier) -> frozenset[str]:
    """The fields of a listing that readers of a tier may see; of one that they don't find, none."""
    if listing.status != Status.LIVE:
        return frozenset()
    fields = (CONFIDENTIAL_FIELDS if listing.is_confidential else FIELDS)[tier]
    address_from = _ADDRESS_FROM.get(AddressVisibility(listing.address_visibility))
    shows_address = bool(fields) and address_from is not None and _RANK[tier] >= _RANK[address_from]
    return fields | {"address"} if shows_address else fields


def check_may_keep(user: User | AnonymousUser, listing: Listing) -> None:
    """Refuses (PermissionDenied) whoever doesn't keep the listings of the county that owns this one."""
    if not may(user, Capability.LISTING_EDIT, listing.owner_county_id):
        raise PermissionDenied(
            f"{listing.owner_county} keeps this listing. Ask its coordinator to change it, or to count again."
        )


class NoListingGoes(ModelPermissionPolicy):
    """Staff add and edit listings in the CMS; nobody removes one: it is suspended, and its counts and history stay."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))
