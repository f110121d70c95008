"""Keeping the text of a listing."""

from __future__ import annotations

from django.db import transaction

from portal import audit
from portal.accounts.models import User
from resources import secrecy
from resources.actions.changes import note_change
from resources.models import Listing


@transaction.atomic
def record_edit(listing: Listing, *, by: User) -> None:
    """Call after the last write of an edit in the CMS. Refuses (ValidationError) what the law keeps out of a directory."""
    secrecy.check_may_be_listed(listing.types.all(), listing.address_visibility)
    audit.record("listing.edited", listing, by, {"status": listing.status})
    note_change(listing)
