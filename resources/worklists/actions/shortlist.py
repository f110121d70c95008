"""Putting listings aside. Every act says how things shall be, so a second click changes nothing."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from portal.accounts.models import User
from resources import access as listings
from resources.models import ShortlistEntry
from resources.worklists import access

MOST = 40  # a shortlist that needs a second page is a search


class ShortlistFull(Exception):
    """Nothing was added; the message is one sentence for people."""

    def __init__(self) -> None:
        super().__init__(
            f"Your shortlist holds {MOST} listings, and that is all it can. Remove one, then add this one."
        )


@transaction.atomic
def keep(user: User, pk: UUID) -> str:
    """Puts a listing at the end of the person's shortlist, if it isn't there; returns its name.

    Those that they no longer see don't count. Raises Listing.DoesNotExist for one that they don't find, and ShortlistFull.
    """
    listing = listings.visible_to(user).get(pk=pk)
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # a second click waits here for the first one
    mine = access.shortlist_of(user)
    if mine.filter(listing=listing).exists():
        return listing.name
    if mine.filter(listing__in=listings.visible_to(user)).count() >= MOST:
        raise ShortlistFull
    last = mine.aggregate(last=Max("position"))["last"] or 0
    ShortlistEntry.objects.create(owner=user, listing=listing, position=last + 1)
    return listing.name


def let_go(user: User, pk: UUID) -> str:
    """Takes a listing out of the person's shortlist, if it is there. Returns its name; empty if they don't find it."""
    access.shortlist_of(user).filter(listing=pk).delete()
    return listings.visible_to(user).filter(pk=pk).values_list("name", flat=True).first() or ""


@transaction.atomic
def move(user: User, pk: UUID, *, place: int) -> None:
    """Puts an entry at a place, counted from 1 among those that the person sees; past the end: the last one.

    Raises ShortlistEntry.DoesNotExist for a listing that isn't in the person's shortlist.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    seen = access.shortlist_of(user).filter(listing__in=listings.visible_to(user))
    moved = seen.get(listing=pk)
    others = list(seen.exclude(pk=moved.pk))
    others.insert(max(place - 1, 0), moved)
    for position, entry in enumerate(others, start=1):
        entry.position = position
    ShortlistEntry.objects.bulk_update(others, ["position"])
