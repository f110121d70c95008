"""Proposing a change of a listing's text. What is live stays."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.db import transaction

from portal import audit, notify
from portal.accounts.access import people_with
from portal.accounts.roles import Capability
from resources.keeping import access
from resources.keeping.fields import PROPOSABLE, proposable
from resources.keeping.keepers import Keeper
from resources.keeping.statements import value_text
from resources.models import Listing, Proposal, ProposedChange

PROPOSED = "listing.proposed"


class NothingProposed(Exception):
    """Neither a field nor a note says anything new."""

    def __init__(self) -> None:
        super().__init__("Nothing here differs from the listing. Change what is wrong, or write it in the last box.")


@transaction.atomic
def propose(keeper: Keeper, listing: Listing, *, key: uuid.UUID, texts: Mapping[str, str], note: str = "") -> Proposal:
    """Keeps a proposal and tells the county's keepers. `texts`: fields with their new text, guarded by the caller's form.

    A field that stands so already is left out. The same key again gives the proposal that it made. Refuses who may not
    propose, or names a field that they don't see unless they are a delegate (PermissionDenied, Http404), and a proposal
    that says nothing (NothingProposed).
    """
    access.check_may_propose(keeper, listing)
    Listing.objects.select_for_update().get(pk=listing.pk)  # of two equal forms the second waits here
    if made := Proposal.objects.filter(key=key).first():
        if (made.by, made.delegate) == (keeper.user, keeper.delegate):
            return made
        key = uuid.uuid4()  # somebody else's
    allowed = set(PROPOSABLE) if keeper.delegate else set(proposable(access.fields_shown(keeper, listing)))
    old = {name: value_text(getattr(listing, name)) for name in texts if name in allowed}
    new = {name: _plain(text) for name, text in texts.items() if name in allowed and _plain(text) != _plain(old[name])}
    if not new and not note:
        raise NothingProposed
    made = Proposal.objects.create(key=key, listing=listing, by=keeper.user, delegate=keeper.delegate, note=note)
    ProposedChange.objects.bulk_create(
        ProposedChange(proposal=made, field=name, old=old[name], new=text) for name, text in new.items()
    )
    facts = {"proposal": made.pk, "fields": sorted(new), "note": bool(note)}
    audit.record("listing.proposed", listing, keeper.actor, keeper.facts | facts)
    told = people_with(Capability.LISTING_EDIT, listing.owner_county_id)
    notify.notify(PROPOSED, told.exclude(pk=keeper.user.pk) if keeper.user else told, str(made.pk))
    return made


def _plain(text: str) -> str:
    """Browsers send every line break as CR LF."""
    return text.replace("\r\n", "\n").strip()
