"""Who sees which listing, and which of its fields. Page, search and, later, export and API all ask here."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.permission_policies import ModelPermissionPolicy

from portal.accounts.access import capabilities, counties_where
from portal.accounts.models import User
from portal.accounts.roles import Capability
from resources.models import AddressVisibility, FreshnessPolicy, Listing, Status, Subject
from search import Tier
from search.service import tier_of

_RANK = {Tier.PUBLIC: 0, Tier.MEMBER: 1, Tier.PLACING: 2}
_IDENTITY = frozenset({"name", "kind", "types", "operator", "county", "counties_served"})
_PUBLIC = _IDENTITY | {"description", "city", "ages", "populations", "languages", "access", "phone", "website"}
_MEMBER = _PUBLIC | {
    "availability",
    "needs",
    "trafficking",
    "accepts_out_of_county",
    "hours",
    "email",
    "security",
    "funding",
    "contracts_with",
    "license",
    "training_evidence",
    "verified_at",
}
_PLACING = _MEMBER | {"referral_steps", "presumptive_transfer"}
FIELDS: dict[Tier, frozenset[str]] = {Tier.PUBLIC: _PUBLIC, Tier.MEMBER: _MEMBER, Tier.PLACING: _PLACING}
# Of a confidential listing members learn that it exists and whether it has room, so that they know whom to ask.
CONFIDENTIAL_FIELDS: dict[Tier, frozenset[str]] = {
    Tier.PUBLIC: frozenset(),
    Tier.MEMBER: _IDENTITY | {"availability", "verified_at"},
    Tier.PLACING: _PLACING,
}
# Whatever its visibility: for those who keep the listing. Never part of a document of the search.
KEEPERS_ONLY = frozenset({"internal_note"})
KEEPER_FIELDS = _PLACING | KEEPERS_ONLY | {"address"}
_ADDRESS_FROM = {
    AddressVisibility.PUBLIC: Tier.PUBLIC,
    AddressVisibility.MEMBER: Tier.MEMBER,
    AddressVisibility.PLACING: Tier.PLACING,
}


def of_tier(tier: Tier) -> QuerySet[Listing]:
    """The listings that readers of a tier find at all.

    The public doesn't find a confidential one, nor one that nobody has confirmed for so long as the policy says (a year
    at first); its age is counted from the day on which it was added if nobody ever has. One SQL query for the public.
    """
    live = Listing.objects.filter(status=Status.LIVE)
    return _confirmed_lately(live.filter(is_confidential=False)) if tier == Tier.PUBLIC else live


def visible_to(user: User | AnonymousUser) -> QuerySet[Listing]:
    """The listings that a person finds at all. One SQL query for the tier, and one for the public."""
    return of_tier(tier_of(user))


def visible_fields(listing: Listing, tier: Tier) -> frozenset[str]:
    """The fields that readers of a tier may see of a listing that `of_tier` lets them find; none of a hidden one."""
    if listing.status != Status.LIVE:
        return frozenset()
    fields = (CONFIDENTIAL_FIELDS if listing.is_confidential else FIELDS)[tier]
    address_from = _ADDRESS_FROM.get(AddressVisibility(listing.address_visibility))
    shows_address = bool(fields) and address_from is not None and _RANK[tier] >= _RANK[address_from]
    return fields | {"address"} if shows_address else fields


def newly_visible(before: Listing, after: Listing) -> dict[Tier, frozenset[str]]:
    """What each tier would see that it didn't; tiers that see nothing new are left out.

    With the two swapped: what each loses.
    """
    gained = {tier: visible_fields(after, tier) - visible_fields(before, tier) for tier in Tier}
    return {tier: fields for tier, fields in gained.items() if fields}


def organisation_names() -> list[str]:
    """The names that anyone may read in the directory, for the guard: their own lines are no young person's."""
    names = of_tier(Tier.PUBLIC).values_list("name", "operator")
    return sorted({name for pair in names for name in pair})


def kept_by(user: User | AnonymousUser) -> QuerySet[Listing]:
    """The listings that a person keeps, hidden ones too: those of their counties; all of them for PACT staff."""
    if _is_staff(user):
        return Listing.objects.all()
    return Listing.objects.filter(owner_county__in=counties_where(user, Capability.LISTING_EDIT))


def keeps(user: User | AnonymousUser, listing: Listing) -> bool:
    """Whether a person keeps a listing, by the rule of `kept_by`. They see KEEPER_FIELDS of it."""
    return _is_staff(user) or listing.owner_county_id in counties_where(user, Capability.LISTING_EDIT)


def check_may_keep(user: User | AnonymousUser, listing: Listing) -> None:
    """Refuses (PermissionDenied) whoever doesn't keep the listing: its county's people and PACT staff do."""
    if not keeps(user, listing):
        raise PermissionDenied(
            f"{listing.owner_county} keeps this listing. Ask its coordinator to change it, or to count again."
        )


def check_may_set_policies(user: User | AnonymousUser) -> None:
    """Refuses (PermissionDenied) all but PACT staff."""
    if not _is_staff(user):
        raise PermissionDenied(
            "PACT staff decide how long a count is believed. Ask them if it doesn't fit your county."
        )


def _is_staff(user: User | AnonymousUser) -> bool:
    return Capability.CMS in {capability for capability, _ in capabilities(user)}


def _confirmed_lately(listings: QuerySet[Listing]) -> QuerySet[Listing]:
    policy = FreshnessPolicy.objects.get(subject=Subject.TEXT)
    oldest = timezone.now() - datetime.timedelta(hours=policy.hidden_hours or 0)
    return listings.alias(confirmed_at=Coalesce("verified_at", "created_at")).filter(confirmed_at__gt=oldest)


class NoListingGoes(ModelPermissionPolicy):
    """Staff add and edit listings in the CMS; nobody removes one: it is suspended, and its counts and history stay."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))


class NoCountChanges(ModelPermissionPolicy):
    """Staff add counts and look at them; the database refuses to change one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("change", "delete") and bool(super().user_has_permission(user, action))


class NoPolicyComesOrGoes(ModelPermissionPolicy):
    """Staff change how long a count is believed; every subject has its one row, always."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "delete") and bool(super().user_has_permission(user, action))
