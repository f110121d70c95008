"""Whose saved searches are whose, and which openings a person may be told of.

A search is its owner's alone. An opening may be told while its owner's search asks to be told, the listing is one that
they may see now, and the bed is still open: asked when it is told, when it is mailed and when the inbox is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from portal.accounts.models import User
from resources import access as listings
from resources.models import Alert, SavedSearch
from search import Tier
from search.service import tier_of


def searches_of(user: User) -> QuerySet[SavedSearch]:
    """The searches that the person keeps."""
    return SavedSearch.objects.filter(owner=user)


def alerts_told_to(user: User, openings: Iterable[int]) -> QuerySet[Alert]:
    """What the person was told of these openings and may see. Whoever lost their membership sees nothing."""
    tier = tier_of(user)
    if tier == Tier.PUBLIC:
        return Alert.objects.none()
    mine = searches_of(user).filter(alerts=True)
    told = Alert.objects.filter(
        opening__in=list(openings), opening__listing__in=listings.of_tier(tier), search__in=mine
    )
    return told.select_related("opening", "search")
