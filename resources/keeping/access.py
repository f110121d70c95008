"""Who may keep a listing right, and how. `resources.access` says who keeps which listing; this adds the other verbs.

| | confirm, count | edit, let a provider in | propose | decide on a proposal |
|---|---|---|---|---|
| coordinators and backups of the county that keeps it | yes | yes | yes | yes |
| PACT staff | yes | yes | yes | after 14 days without an answer |
| other members | no | no | yes, what they see | no |
| a delegate, by a signed link, for that listing alone | yes | no | yes | no |
| everyone else, and a delegate whose delegation ended | no | no | no | no |
"""

from __future__ import annotations

import datetime
import uuid

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from portal.accounts.access import capabilities, counties_where
from portal.accounts.models import User
from portal.accounts.roles import Capability
from portal.counties.models import County
from resources import access
from resources.keeping.keepers import Keeper
from resources.models import Delegate, Listing, Proposal, ProposalState
from search import Tier
from search.service import tier_of

# A county that has not looked at a proposal for so long is not going to: then PACT staff may, on record.
ANSWER_WITHIN = datetime.timedelta(days=14)


def check_may_keep_somewhere(user: User | AnonymousUser) -> None:
    """Refuses (PermissionDenied) whoever keeps no county's listings."""
    if not counties_where(user, Capability.LISTING_EDIT):
        raise PermissionDenied(
            "The listings of a county are kept by its coordinator and backup. Ask one of them, or suggest a correction "
            "on the page of a listing."
        )


def in_own_counties(user: User | AnonymousUser) -> QuerySet[Listing]:
    """The listings of the counties for which the person keeps them, hidden ones too. One SQL query for the counties."""
    return Listing.objects.filter(owner_county__in=counties_where(user, Capability.LISTING_EDIT))


def kept_by(keeper: Keeper) -> QuerySet[Listing]:
    """The listings that somebody may confirm and count now."""
    if keeper.delegate:
        delegation = Delegate.objects.in_force().filter(pk=keeper.delegate.pk)
        return Listing.objects.filter(pk__in=delegation.values("listing"))
    return access.kept_by(keeper.user or AnonymousUser())


def check_may_confirm(keeper: Keeper, listing: Listing) -> None:
    """Refuses (PermissionDenied) whoever may neither confirm nor count a listing."""
    if not kept_by(keeper).filter(pk=listing.pk).exists():
        raise PermissionDenied(
            f"{listing.owner_county} keeps this listing. Ask its coordinator to change it, or to count again."
        )


def get_kept(user: User | AnonymousUser, pk: uuid.UUID) -> Listing:
    """A listing that the person keeps. Http404 where they don't find it; PermissionDenied where another county does."""
    listing = Listing.objects.select_related("owner_county", "county").filter(pk=pk).first()
    if listing is None:
        raise Http404("There is no such listing.")
    if not access.keeps(user, listing):
        if not access.visible_to(user).filter(pk=pk).exists():
            raise Http404("There is no such listing.")
        access.check_may_keep(user, listing)
    return listing


def check_may_propose(keeper: Keeper, listing: Listing) -> None:
    """Refuses whoever isn't a member (PermissionDenied) or doesn't find the listing (Http404)."""
    if keeper.delegate:
        check_may_confirm(keeper, listing)
        return
    user = keeper.user or AnonymousUser()
    held = {capability for capability, _ in capabilities(user)}
    if Capability.ENTER not in held:
        raise PermissionDenied("Members suggest corrections. Call the county that keeps the listing instead.")
    if not access.visible_to(user).filter(pk=listing.pk).exists() and not access.keeps(user, listing):
        raise Http404("There is no such listing.")


def get_to_propose(keeper: Keeper, pk: uuid.UUID) -> Listing:
    """A listing for which somebody may propose changes; refuses as `check_may_propose` does."""
    listing = Listing.objects.select_related("owner_county", "county").filter(pk=pk).first()
    if listing is None:
        raise Http404("There is no such listing.")
    check_may_propose(keeper, listing)
    return listing


def fields_shown(keeper: Keeper, listing: Listing) -> frozenset[str]:
    """The fields whose present text somebody sees while proposing; for a delegate those that anyone sees."""
    if keeper.delegate:
        is_public = access.of_tier(Tier.PUBLIC).filter(pk=listing.pk).exists()
        return access.visible_fields(listing, Tier.PUBLIC) if is_public else frozenset()
    user = keeper.user or AnonymousUser()
    if access.keeps(user, listing):
        return access.KEEPER_FIELDS
    return access.visible_fields(listing, tier_of(user))


def to_decide(user: User | AnonymousUser) -> QuerySet[Proposal]:
    """The proposals that wait for this person: those of the own counties."""
    waiting = Proposal.objects.filter(state=ProposalState.PROPOSED)
    return waiting.filter(listing__owner_county__in=counties_where(user, Capability.LISTING_EDIT))


def visible_proposals(user: User | AnonymousUser) -> QuerySet[Proposal]:
    """The proposals whose page a person may open: their own, and those about listings that they keep."""
    if not user.is_authenticated:
        return Proposal.objects.none()
    return Proposal.objects.filter(Q(by=user.pk) | Q(listing__in=access.kept_by(user)))


def check_may_see_queue(user: User | AnonymousUser) -> None:
    """Refuses (PermissionDenied) all but PACT staff: the queue of the whole state."""
    if Capability.CMS not in {capability for capability, _ in capabilities(user)}:
        raise PermissionDenied("The queue of all counties is for PACT staff. Yours is under “Listings of my county”.")


def check_may_decide(user: User | AnonymousUser, proposal: Proposal, now: datetime.datetime | None = None) -> None:
    """Refuses (PermissionDenied) all but the county's keepers, and PACT staff once the county has not answered."""
    county = proposal.listing.owner_county
    held = capabilities(user)
    if (Capability.LISTING_EDIT, county.pk) in held:
        return
    if Capability.CMS not in {capability for capability, _ in held}:
        raise PermissionDenied(f"{county} decides on this. You can withdraw it, if it is yours.")
    if (now or timezone.now()) - proposal.made_at < ANSWER_WITHIN:
        raise PermissionDenied(
            f"{county} has {ANSWER_WITHIN.days} days to answer. Call it, or decide when they are over."
        )


def check_may_withdraw(keeper: Keeper, proposal: Proposal) -> None:
    """Refuses (PermissionDenied) all but who proposed it."""
    mine = (keeper.user.pk if keeper.user else None, keeper.delegate.pk if keeper.delegate else None)
    if (proposal.by_id, proposal.delegate_id) != mine:
        raise PermissionDenied("Only who proposed a change withdraws it. Decline it instead, if your county keeps it.")
    if keeper.delegate:
        check_may_confirm(keeper, proposal.listing)


def counties_to_add_for(user: User | AnonymousUser) -> QuerySet[County]:
    """The counties for which the person adds listings: their own; for PACT staff all. Refuses (PermissionDenied) others."""
    if Capability.CMS in {capability for capability, _ in capabilities(user)}:
        return County.objects.all()
    check_may_keep_somewhere(user)
    return County.objects.filter(pk__in=counties_where(user, Capability.LISTING_EDIT))


def get_delegate(user: User | AnonymousUser, pk: uuid.UUID, delegate: int) -> Delegate:
    """A delegate of a listing that the person keeps; refuses as `get_kept` does."""
    listing = get_kept(user, pk)
    found = listing.delegates.select_related("listing__owner_county").filter(pk=delegate).first()
    if found is None:
        raise Http404("There is no such delegate.")
    return found


def get_proposal_of(delegate: Delegate, pk: str) -> Proposal:
    """A delegate's own proposal; Http404 for any other."""
    own = delegate.proposals.select_related("listing__owner_county")
    found = own.filter(pk=int(pk)).first() if _is_key(pk) else None
    if found is None:
        raise Http404("There is no such proposal of this delegate.")
    return found


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16
