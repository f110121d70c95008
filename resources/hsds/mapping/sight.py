"""Who looks, and when: all that decides what a listing is to a reader."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from resources import access
from resources.freshness import Clocks
from resources.models import Listing
from search import Tier

Object = dict[str, Any]  # an object of HSDS


@dataclass(frozen=True)
class Sight:
    """One tier at one moment; `clocks` say how long counts are believed."""

    tier: Tier
    now: datetime.datetime
    clocks: Clocks

    def fields(self, listing: Listing) -> frozenset[str]:
        """What the tier may see of a listing that it finds."""
        return access.visible_fields(listing, self.tier)

    def modified_at(self, listing: Listing) -> datetime.datetime:
        """The last change that the tier may know of: of the listing, and for members of its counts and confirmation.

        `resources.hsds.queries.listings` filters by the same.
        """
        moments = [listing.changed_at]
        if "availability" in self.fields(listing):
            moments += [count.as_of for count in listing.last_counts]
        if "verified_at" in self.fields(listing) and listing.verified_at:
            moments.append(listing.verified_at)
        return max(moments)


def known(**fields: Any) -> Object:
    """The fields that say something: no None, no empty text, no empty list."""
    return {name: value for name, value in fields.items() if value is not None and value != "" and value != []}


def moment(at: datetime.datetime) -> str:
    """A moment in UTC, to the microsecond, as RFC 3339 writes it."""
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
