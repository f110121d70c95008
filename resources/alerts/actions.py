"""Keeping searches, and telling their owners of a bed."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.notify import notify, seen
from resources import freshness
from resources.alerts import access
from resources.alerts.matching import Match, matching
from resources.alerts.notifications import OPENED, ref_of
from resources.alerts.openings import room_of, with_counts
from resources.models import Alert, Listing, Opening, SavedSearch
from resources.models.saved_search import LONGEST_ADDRESS
from resources.search_documents import Listings

MOST = 50
# The task follows the commit; what has waited longer than this was left behind by a crash.
LEFT_OVER_AFTER = datetime.timedelta(minutes=2)
# No count is believed for longer, with any policy that makes sense.
REMEMBERED_FOR = datetime.timedelta(days=60)


class SearchRefused(Exception):
    """Nothing was saved; the message is one sentence for people."""


@transaction.atomic
def save_search(user: User, *, address: str, name: str, alerts: bool, urgent: bool) -> SavedSearch:
    """Keeps a search by its address in the one spelling; saved again it is the same one, with what was chosen last.

    The name and the words of the address have passed the guard (`forms.SaveSearchForm`). Raises SearchRefused.
    """
    if len(address) > LONGEST_ADDRESS:
        raise SearchRefused("This search has more filters than can be saved. Take some away, then save it.")
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # a second click waits here for the first one
    mine = access.searches_of(user)
    if not mine.filter(address=address).exists() and mine.count() >= MOST:
        raise SearchRefused(f"You keep {MOST} searches, and that is all you can. Delete one, then save this one.")
    chosen = {"name": name, "alerts": alerts, "urgent": urgent}
    return SavedSearch.objects.update_or_create(owner=user, address=address, defaults=chosen)[0]


def change_search(user: User, pk: int, *, name: str, alerts: bool, urgent: bool) -> None:
    """Gives a search another name and other alerts. Raises SavedSearch.DoesNotExist for somebody else's."""
    search = access.searches_of(user).get(pk=pk)
    search.name, search.alerts, search.urgent = name, alerts, urgent
    search.save(update_fields=["name", "alerts", "urgent"])


def set_alerts(user: User, pk: int, *, alerts: bool) -> None:
    """Pauses the alerts of a search, or has them again. Raises SavedSearch.DoesNotExist for somebody else's."""
    if not access.searches_of(user).filter(pk=pk).update(alerts=alerts):
        raise SavedSearch.DoesNotExist


def delete_search(user: User, pk: int) -> None:
    """Deletes one of the person's searches, if it is there."""
    access.searches_of(user).filter(pk=pk).delete()


@transaction.atomic
def tell_opening(pk: int) -> int:
    """Tells the owners of the searches that an opening fits, once; returns how many searches. Safe to run twice.

    What is no longer open, or is too old to be believed, is told to nobody.
    """
    opening = Opening.objects.select_for_update().filter(pk=pk, handled_at__isnull=True).first()
    if opening is None:
        return 0
    found = _fitting(opening)
    Alert.objects.bulk_create(Alert(search_id=match.search, opening=opening) for match in found)
    for urgent in sorted({match.urgent for match in found}):
        owners = User.objects.filter(pk__in={match.owner for match in found if match.urgent == urgent})
        notify(OPENED, owners, ref_of(opening.pk), urgent=urgent)
    opening.handled_at = timezone.now()
    opening.save(update_fields=["handled_at"])
    return len(found)


def tell_left_over(at: datetime.datetime | None = None) -> None:
    """Tells what a crash left untold, and forgets old openings. Safe to run at any time."""
    now = at or timezone.now()
    Opening.objects.filter(made_at__lt=now - REMEMBERED_FOR).delete()
    for pk in Opening.objects.filter(handled_at__isnull=True, made_at__lt=now - LEFT_OVER_AFTER).values_list(
        "pk", flat=True
    ):
        tell_opening(pk)


def read_opening(user: User, pk: int) -> UUID:
    """The listing of an opening that the person was told of; what told them counts as read.

    Raises Alert.DoesNotExist for any other.
    """
    alert = access.alerts_told_to(user, [pk]).first()
    if alert is None:
        raise Alert.DoesNotExist
    seen(user, ref_of(pk))
    return alert.opening.listing_id


def _fitting(opening: Opening) -> list[Match]:
    now = timezone.now()
    listing = with_counts(Listing.objects.filter(pk=opening.listing_id)).get()
    after = room_of(listing, listing.last_counts, now, freshness.clocks())
    if not after:
        return []
    documents = Listings().documents([str(listing.pk)])
    return matching(documents, before=frozenset(opening.open_before), after=after, now=now)
