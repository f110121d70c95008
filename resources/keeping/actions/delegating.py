"""Letting a provider's contact keep a listing right, and ending that."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal import audit
from portal.accounts.models import User
from resources import access
from resources.keeping import mails, outbox
from resources.models import Delegate, DelegateMail, DelegateQuerySet, Listing

# A listing with more contacts than these has none who feels asked.
MOST = 10


@transaction.atomic
def let_in(by: User, listing: Listing, *, name: str, email: str) -> Delegate:
    """Lets a contact confirm, count and propose; a first mail with the link goes out. Sent twice, it is done once.

    Refuses who doesn't keep the listing (PermissionDenied), and an address that is let in already under another name or
    an eleventh contact (ValidationError).
    """
    access.check_may_keep(by, listing)
    email = email.strip().lower()
    Listing.objects.select_for_update().get(pk=listing.pk)
    held = Delegate.objects.in_force().filter(listing=listing)
    if there := held.filter(email=email).first():
        if there.name != name:
            raise ValidationError(f"{there.name} is let in already with this address. End that first.")
        return there
    if held.count() >= MOST:
        raise ValidationError(f"{MOST} contacts keep this listing already. End one of them first.")
    _end(
        Delegate.objects.filter(listing=listing, email=email, until__isnull=True), by
    )  # of a county that kept it before
    made = Delegate.objects.create(
        listing=listing, county_id=listing.owner_county_id, name=name, email=email, granted_by=by
    )
    audit.record("delegate.let_in", listing, by, {"delegate": made.pk})
    outbox.put(email, DelegateMail.Purpose.GRANTED, made.pk)
    return made


@transaction.atomic
def end_delegation(by: User, delegate: Delegate) -> None:
    """Ends it: from this moment every link of it is dead, open pages included. An ended one stays as it is.

    Refuses who doesn't keep the listing (PermissionDenied).
    """
    access.check_may_keep(by, delegate.listing)
    if _end(Delegate.objects.filter(pk=delegate.pk, until__isnull=True), by):
        audit.record("delegate.ended", delegate.listing, by, {"delegate": delegate.pk})


def ask_for_link(email: str) -> None:
    """Mails new links for all that this address keeps, and ends the older ones; nothing for an unknown address.

    For a task: the page that asked answers the same, and as fast, whatever comes of it.
    """
    with transaction.atomic():
        kept = Delegate.objects.in_force().filter(email=email.strip().lower())
        keys = list(kept.select_for_update(of=("self",)).values_list("pk", flat=True))
        Delegate.objects.filter(pk__in=keys).update(link_number=F("link_number") + 1)
        delegates = list(Delegate.objects.filter(pk__in=keys).select_related("listing__county", "county"))
        for delegate in delegates:
            audit.record("delegate.new_link", delegate.listing, None, {"delegate": delegate.pk})
    if delegates:
        mails.send_links(delegates)


def _end(delegates: DelegateQuerySet, by: User) -> int:
    return delegates.update(until=timezone.now(), ended_by=by)
