"""Proposals: the queue of a county, one's own, and one as a plain difference."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from portal.accounts.access import allows
from portal.accounts.models import User
from resources import access as listing_access
from resources.keeping import access
from resources.keeping.fields import label_of
from resources.keeping.keepers import Keeper
from resources.keeping.statements import value_text
from resources.models import Delegate, Proposal, ProposalState, ProposedChange


@dataclass(frozen=True)
class Waiting:
    """One proposal in a list."""

    pk: int
    listing: str
    county: str
    proposer: str
    fields: tuple[str, ...]
    made_at: datetime.datetime
    state: str
    state_label: str
    reason: str


@dataclass(frozen=True)
class Difference:
    """One field: what stood there, what stands there now, and what is proposed. `is_conflict`: the first two differ."""

    field: str
    label: str
    old: str
    now: str
    new: str
    is_conflict: bool
    is_accepted: bool | None


@dataclass(frozen=True)
class ProposalPage:
    """One proposal for this reader. `why_not`: why somebody who keeps the listing may not decide yet."""

    proposal: Proposal
    differences: tuple[Difference, ...]
    county: str
    may_decide: bool
    may_withdraw: bool
    why_not: str

    @property
    def parts(self) -> list[str]:
        """What can be accepted: the fields without a conflict, and the note."""
        fields = [difference.field for difference in self.differences if not difference.is_conflict]
        return [*fields, "note"] if self.proposal.note else fields


def queue(user: User) -> tuple[list[Waiting], list[Waiting]]:
    """What waits for this person to decide, oldest first, and what they proposed, newest first. 11 SQL queries."""
    mine = access.visible_proposals(user).filter(by=user.pk).order_by("-made_at")[:50]
    return _waiting(access.to_decide(user), None), _waiting(mine, user)


def of_delegate(delegate: Delegate) -> list[Waiting]:
    """What a delegate proposed, newest first. Two SQL queries."""
    return _waiting(delegate.proposals.order_by("-made_at")[:10], None)


def proposal_page(user: User, pk: int) -> ProposalPage:
    """One proposal. Http404 for who neither proposed it nor keeps the listing, and for its proposer once they don't
    find the listing any more."""
    found = access.visible_proposals(user).filter(pk=pk)
    proposal = found.select_related("listing__owner_county", "by", "delegate", "decided_by").first()
    keeps = proposal is not None and listing_access.keeps(user, proposal.listing)
    if proposal is None or not (keeps or listing_access.visible_to(user).filter(pk=proposal.listing_id).exists()):
        raise Http404("There is no such proposal for this reader.")
    is_open = proposal.state == ProposalState.PROPOSED
    may_decide = is_open and allows(access.check_may_decide, user, proposal)
    return ProposalPage(
        proposal=proposal,
        differences=tuple(_difference(change, keeps=keeps) for change in proposal.changes.all()),
        county=str(proposal.listing.owner_county),
        may_decide=may_decide,
        may_withdraw=is_open and allows(access.check_may_withdraw, Keeper(user=user), proposal),
        why_not=_why_not(user, proposal) if is_open and keeps and not may_decide else "",
    )


def _difference(change: ProposedChange, *, keeps: bool) -> Difference:
    """What stands there now is for who keeps the listing; its proposer sees what stood there then."""
    now = value_text(getattr(change.proposal.listing, change.field)) if keeps else change.old
    return Difference(
        field=change.field,
        label=label_of(change.field),
        old=change.old,
        now=now,
        new=change.new,
        is_conflict=now != change.old and change.is_accepted is None,
        is_accepted=change.is_accepted,
    )


def _why_not(user: User, proposal: Proposal) -> str:
    try:
        access.check_may_decide(user, proposal)
    except PermissionDenied as refusal:
        return str(refusal)
    return ""


def _waiting(proposals: QuerySet[Proposal], reader: User | None) -> list[Waiting]:
    """`reader`: whose own they are, who may no longer find a listing."""
    found = list(proposals.select_related("listing__owner_county", "by", "delegate").prefetch_related("changes"))
    named = {proposal.listing_id for proposal in found}
    if reader:
        pks = listing_access.visible_to(reader).filter(pk__in=named).values_list("pk", flat=True)
        named = set(pks) | set(access.in_own_counties(reader).filter(pk__in=named).values_list("pk", flat=True))
    return [
        Waiting(
            pk=proposal.pk,
            listing=proposal.listing.name if proposal.listing_id in named else "",
            county=str(proposal.listing.owner_county),
            proposer=proposal.proposer,
            fields=tuple(label_of(change.field) for change in proposal.changes.all()),
            made_at=proposal.made_at,
            state=proposal.state,
            state_label=proposal.get_state_display(),
            reason=proposal.reason,
        )
        for proposal in found
    ]
