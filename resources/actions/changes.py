"""How a change of a listing becomes known."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone

import search
from resources.models import Listing
from resources.search_documents import KIND


def note_change(*listings: Listing) -> None:
    """A new version of each: every engine hears of it. In the caller's transaction, after its last write."""
    pks = [listing.pk for listing in listings]
    _raise_versions(pks)
    search.changed(KIND, *pks)


def note_less_visible(*listings: Listing) -> None:
    """As `note_change`, where somebody sees less than before: no engine, and no older index, keeps what was there."""
    pks = [listing.pk for listing in listings]
    _raise_versions(pks)
    search.changed(KIND, *pks)


def _raise_versions(pks: list) -> None:
    Listing.objects.filter(pk__in=pks).update(version=F("version") + 1, changed_at=timezone.now())
