"""How a change of a listing becomes known to search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

import search
from portal.vocabulary.models import Term
from resources import access
from resources.models import Listing, Status
from resources.search_documents import KIND
from resources.terms import SCHEMES
from search import Tier
from search.engines.database import database_engine


def note_change(*listings: Listing) -> None:
    """Every engine hears of each. In the caller's transaction, after its last write."""
    _tell([listing.pk for listing in listings])


def note_less_visible(*listings: Listing) -> None:
    """As `note_change`, where somebody sees less than before: no engine, and no older index, keeps what was there."""
    _tell([listing.pk for listing in listings], search.purge)


@transaction.atomic
def note_term(term: Term) -> None:
    """A term has another label, or another one above it: the listings that carry it are found by that from now on."""
    fields = [name for name, schemes in SCHEMES.items() if term.scheme in schemes]
    carry = [Q(**{name: term}) for name in fields] + [Q(**{f"{name}__broader": term}) for name in fields]
    if carry:
        live = Listing.objects.filter(status=Status.LIVE)
        _tell(sorted({pk for each in carry for pk in live.filter(each).values_list("pk", flat=True)}))


@transaction.atomic
def hide_unconfirmed() -> None:
    """For the tick: takes out of the public's index what the public may not find any more. Idempotent.

    A listing gets there by time alone when nobody confirms it; its page is hidden at that very moment.
    """
    indexed = {pk for kind, pk, tier, *_ in database_engine().stand() if (kind, tier) == (KIND, Tier.PUBLIC)}
    found = {str(pk) for pk in access.of_tier(Tier.PUBLIC).values_list("pk", flat=True)}
    if indexed - found:
        note_less_visible(*Listing.objects.filter(pk__in=indexed - found))


def _tell(pks: Sequence[UUID], tell: Callable[..., None] = search.changed) -> None:
    Listing.objects.filter(pk__in=pks).update(search_version=F("search_version") + 1)
    tell(KIND, *pks)
