"""Handing a list to a colleague by a link that ends."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal import audit
from portal.accounts.models import User
from resources import access as listings
from resources.models import SharedList, SharedListing
from resources.models.shared_list import SHARED_FOR
from resources.worklists import access, queries


class NothingToShare(Exception):
    """No link was made; the message is one sentence for people."""

    def __init__(self) -> None:
        super().__init__("There is nothing in your shortlist to share. Add a listing, then make the link.")


@transaction.atomic
def share(user: User) -> SharedList:
    """Makes a list that a link can lead to, of what the person's shortlist holds now. On record.

    The same listings in the same order have one link, however often they are shared. Raises NothingToShare.
    """
    mine = access.shortlist_of(user).filter(listing__in=listings.visible_to(user))
    chosen = list(mine.values_list("listing", flat=True))
    if not chosen:
        raise NothingToShare
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # a second click waits here for the first one
    for link in access.links_of(user).prefetch_related("entries"):
        if [entry.listing_id for entry in link.entries.all()] == chosen:
            return link
    made = SharedList.objects.create(maker=user)
    SharedListing.objects.bulk_create(
        SharedListing(shared_list=made, listing_id=pk, position=position) for position, pk in enumerate(chosen, start=1)
    )
    audit.record("shortlist.shared", made, user, {"listings": len(chosen)})
    return made


@transaction.atomic
def revoke(user: User, pk: UUID) -> None:
    """From now on the link leads nowhere. On record; a second time changes nothing.

    Raises SharedList.DoesNotExist for a link of somebody else.
    """
    link = SharedList.objects.select_for_update().get(pk=pk, maker=user)
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
        audit.record("shortlist.revoked", link, user)


def open_link(user: User, key: str) -> queries.SharedPage | None:
    """What a link shows this reader. The read is on record. None: it is not one of ours, has ended, or was revoked."""
    page = queries.shared_page(user, key)
    if page:
        audit.record_read(page.link, user)
    return page


def forget_links(at: datetime.datetime | None = None) -> None:
    """Deletes the links that have ended. Safe to run at any time."""
    SharedList.objects.filter(
        Q(made_at__lte=(at or timezone.now()) - SHARED_FOR) | Q(revoked_at__isnull=False)
    ).delete()
