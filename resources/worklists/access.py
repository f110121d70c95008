"""Whose lists are whose. Each is its owner's alone: nobody else reads one, PACT staff included.

What a list says of a listing is another question, asked of `resources.access` each time.
"""

from __future__ import annotations

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from portal.accounts.access import counties_where
from portal.accounts.models import User
from portal.accounts.roles import Capability
from resources.models import Call, CallList, Heard, SharedList, ShortlistEntry
from resources.models.call_list import KEPT_FOR
from resources.models.shared_list import SHARED_FOR


def shortlist_of(user: User) -> QuerySet[ShortlistEntry]:
    """What the person has put aside, in their order."""
    return ShortlistEntry.objects.filter(owner=user)


def call_lists_of(user: User, at: datetime.datetime | None = None) -> QuerySet[CallList]:
    """The person's call lists that nobody has left for a day."""
    return CallList.objects.filter(owner=user, touched_at__gt=(at or timezone.now()) - KEPT_FOR)


def calls_of(user: User) -> QuerySet[Call]:
    """The calls of those lists."""
    return Call.objects.filter(call_list__in=call_lists_of(user))


def links_of(user: User) -> QuerySet[SharedList]:
    """The links that the person made and that still lead somewhere."""
    return _in_force().filter(maker=user)


def shared_list(pk: str) -> SharedList | None:
    """The list that a link leads to, for any member who has the link; None: it has ended, or was revoked by its maker."""
    return _in_force().filter(pk=pk).first()


def heard_by(user: User) -> QuerySet[Heard]:
    """What this person may read of what colleagues heard: of the listings that they keep."""
    return Heard.objects.filter(listing__owner_county__in=counties_where(user, Capability.LISTING_EDIT))


def _in_force() -> QuerySet[SharedList]:
    return SharedList.objects.filter(revoked_at__isnull=True, made_at__gt=timezone.now() - SHARED_FOR)
