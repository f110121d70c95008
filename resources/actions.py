"""What people do to listings. Each act is one transaction with its record, and search knows of it in the same one."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

import search
from portal import audit
from portal.accounts.models import User
from portal.vocabulary.models import Term
from resources import access, secrecy
from resources.models import Availability, Listing
from resources.search_documents import KIND


@transaction.atomic
def count_beds(
    listing: Listing,
    *,
    by: User,
    total: int,
    occupied: int,
    held: int = 0,
    population: Term | None = None,
    as_of: datetime.datetime | None = None,
) -> Availability:
    """Adds a count; earlier ones stay. `as_of`: the moment of counting, now unless given.

    Refuses who doesn't keep the listing (PermissionDenied), and a count that can't be (ValidationError).
    """
    access.check_may_keep(by, listing)
    if min(total, occupied, held) < 0 or occupied + held > total:
        raise ValidationError("More beds are occupied or held than there are. Count again, or correct the total.")
    moment = as_of or timezone.now()
    if moment > timezone.now():
        raise ValidationError("The time of counting lies in the future. Use the time at which the beds were counted.")
    count = Availability.objects.create(
        listing=listing, population=population, total=total, occupied=occupied, held=held, as_of=moment, counted_by=by
    )
    audit.record("listing.counted", listing, by, {"total": total, "occupied": occupied, "held": held})
    note_change(listing)
    return count


@transaction.atomic
def record_edit(listing: Listing, *, by: User) -> None:
    """Call after the last write of an edit in the CMS. Refuses (ValidationError) what the law keeps out of a directory."""
    secrecy.check_may_be_listed(listing.types.all(), listing.address_visibility)
    audit.record("listing.edited", listing, by, {"status": listing.status})
    note_change(listing)


def note_change(listing: Listing) -> None:
    """A new version of a listing: every engine hears of it. In the caller's transaction, after its last write."""
    Listing.objects.filter(pk=listing.pk).update(version=F("version") + 1)
    search.changed(KIND, listing.pk)
