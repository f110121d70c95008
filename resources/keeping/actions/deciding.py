"""What a county says to a proposal, field by field; and its proposer taking it back."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from portal import audit, notify
from portal.accounts.models import User
from resources.actions import Prepared, prepare_listing, write_listing
from resources.keeping import access, outbox
from resources.keeping.fields import to_value
from resources.keeping.keepers import Keeper
from resources.keeping.statements import value_text
from resources.models import DelegateMail, Listing, Proposal, ProposalState, ProposedChange

DECIDED = "listing.proposal_decided"


class Conflict(Exception):
    """The proposal, or a field of it, is not as it was: nothing was decided. Its text is the sentence for the person."""


def decide(by: User, proposal: Proposal, *, accept: Iterable[str], reason: str = "") -> Proposal:
    """Accepts these fields, which become live at once, and declines the others; the proposer is told.

    With nothing to accept field by field, `accept` naming "note" accepts the note: the keeper has seen to it. `reason` is
    guarded by the caller's form. Call outside a transaction, since the guard reads the accepted texts again.

    Refuses who may not decide (PermissionDenied); a proposal that was decided or withdrawn, and a field that changed
    since it was made (Conflict: nothing is ever overwritten); and what `resources.actions.save_listing` refuses.
    """
    access.check_may_decide(by, proposal)
    chosen = set(accept)
    _check_open(proposal)
    accepted = [change for change in proposal.changes.all() if change.field in chosen]
    prepared = _prepared(by, proposal, accepted) if accepted else None
    with transaction.atomic():
        _check_open(Proposal.objects.select_for_update().get(pk=proposal.pk))
        if prepared:
            write_listing(prepared)
        return _close(by, proposal, accepted, takes_note="note" in chosen and bool(proposal.note), reason=reason)


@transaction.atomic
def withdraw(keeper: Keeper, proposal: Proposal) -> None:
    """Takes a proposal back; one that was withdrawn already stays so.

    Refuses all but its proposer (PermissionDenied), and one that was decided (Conflict).
    """
    access.check_may_withdraw(keeper, proposal)
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if current.state == ProposalState.WITHDRAWN:
        return
    _check_open(current)
    Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.WITHDRAWN)
    audit.record("listing.proposal_withdrawn", current.listing, keeper.actor, keeper.facts | {"proposal": current.pk})


def _check_open(proposal: Proposal) -> None:
    if proposal.state != ProposalState.PROPOSED:
        label = ProposalState(proposal.state).label.lower()
        raise Conflict(f"This proposal is closed already: {label}. Nothing was changed now.")


def _prepared(by: User, proposal: Proposal, accepted: list[ProposedChange]) -> Prepared:
    listing = Listing.objects.get(pk=proposal.listing_id)
    if any(value_text(getattr(listing, change.field)) != change.old for change in accepted):
        raise Conflict(
            "A field that you accept has changed since this was proposed, so nothing was overwritten. "
            "Look at it again, and change it by hand if the proposal is right."
        )
    return prepare_listing(listing, {change.field: to_value(change.field, change.new) for change in accepted}, by=by)


def _close(by: User, proposal: Proposal, accepted: list[ProposedChange], *, takes_note: bool, reason: str) -> Proposal:
    fields = [change.field for change in accepted]
    changes = proposal.changes.all()
    changes.filter(field__in=fields).update(is_accepted=True)
    changes.exclude(field__in=fields).update(is_accepted=False)
    parts = [change.field in fields for change in changes] + ([takes_note] if proposal.note else [])
    proposal.state = _state(parts)
    proposal.reason, proposal.decided_by, proposal.decided_at = reason, by, timezone.now()
    proposal.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    for_county = not access.in_own_counties(by).filter(pk=proposal.listing_id).exists()
    facts = {"proposal": proposal.pk, "state": proposal.state, "fields": sorted(fields), "for_county": for_county}
    audit.record("listing.proposal_decided", proposal.listing, by, facts)
    _tell(proposal)
    return proposal


def _state(parts: list[bool]) -> ProposalState:
    if all(parts):
        return ProposalState.ACCEPTED
    return ProposalState.PARTLY if any(parts) else ProposalState.DECLINED


def _tell(proposal: Proposal) -> None:
    if proposal.by:
        notify.notify(DECIDED, [proposal.by], str(proposal.pk))
    elif proposal.delegate:
        outbox.put(proposal.delegate.email, DelegateMail.Purpose.DECIDED, proposal.pk)
