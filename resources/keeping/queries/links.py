"""What stands behind a signed link."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from resources import freshness, rows
from resources.freshness import in_words
from resources.keeping import access
from resources.keeping.fields import label_of, proposable
from resources.keeping.keepers import Keeper
from resources.keeping.queries.lines import Line, lines_of, names_of, uncounted_lines, unit_of
from resources.keeping.queries.proposals import Waiting, of_delegate
from resources.keeping.statements import seen_digest, value_text
from resources.models import Confirmation, Delegate, Listing


@dataclass(frozen=True)
class LinkPage:
    """What a delegate sees by a link: the name, the county, the counts, and what anyone sees of it."""

    delegate: Delegate
    name: str
    county: str
    unit: str
    lines: tuple[Line, ...]
    uncounted: tuple[Line, ...]
    facts: tuple[tuple[str, str], ...]
    digest: str
    confirmed: str
    proposals: tuple[Waiting, ...]


def link_page(delegate: Delegate) -> LinkPage:
    """The page behind a link. 17 SQL queries."""
    listing = rows.complete(Listing.objects.filter(pk=delegate.listing_id)).get()
    now = timezone.now()
    last = listing.confirmations.select_related("by", "delegate").first()
    shown = access.fields_shown(Keeper(delegate=delegate), listing)
    facts = [(label_of(name), value_text(getattr(listing, name))) for name in proposable(shown) if name != "name"]
    return LinkPage(
        delegate=delegate,
        name=listing.name,
        county=str(listing.owner_county),
        unit=unit_of(listing),
        lines=lines_of(listing, now, freshness.clocks(), names_of(listing.last_counts)),
        uncounted=uncounted_lines(listing, now),
        facts=tuple(fact for fact in facts if fact[1]),
        digest=seen_digest(listing),
        confirmed=_confirmed(last, now),
        proposals=tuple(of_delegate(delegate)),
    )


def _confirmed(last: Confirmation | None, now: datetime.datetime) -> str:
    if last is None:
        return ""
    return f"{last.by or last.delegate} said {in_words(now - last.at)} ago that text and contacts are right."
