"""Counting beds and places."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from portal import audit
from portal.accounts.models import User
from portal.vocabulary.models import Term
from resources import access
from resources.actions.changes import note_change
from resources.models import Availability, Listing, status_of


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
        listing=listing,
        population=population,
        status=status_of(total=total, occupied=occupied, held=held),
        total=total,
        occupied=occupied,
        held=held,
        as_of=moment,
        counted_by=by,
    )
    audit.record("listing.counted", listing, by, {"total": total, "occupied": occupied, "held": held})
    note_change(listing)
    return count
