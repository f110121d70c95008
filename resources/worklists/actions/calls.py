"""Calling down a list. Whatever is tapped is one of a few words; there is nowhere to write."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from portal import audit
from portal.accounts.access import people_with
from portal.accounts.models import User
from portal.accounts.roles import Capability
from portal.notify import notify, seen
from resources import access as listings
from resources.models import Call, CallList, Heard, Result, Source
from resources.models.call_list import KEPT_FOR
from resources.worklists import access
from resources.worklists.notifications import HEARD, ref_of

MOST = 40
MOST_LISTS = 10
# What keepers are told is old news after two days, and the inbox says it until then.
HEARD_FOR = datetime.timedelta(days=2)
ROOM = frozenset({Result.HAS_BED, Result.FULL})


class ListFull(Exception):
    """No list was made; the message is one sentence for people."""


@transaction.atomic
def start_calls(user: User, pks: Sequence[UUID], source: Source) -> CallList:
    """Makes a call list of those listings that the person finds, in this order. The same listings lead to the same list.

    Raises ListFull if there is nothing to call, or if the person has too many lists.
    """
    visible = set(listings.visible_to(user).filter(pk__in=pks).values_list("pk", flat=True))
    chosen = [pk for pk in dict.fromkeys(pks) if pk in visible][:MOST]
    if not chosen:
        raise ListFull("There is nothing to call here. Search for something else, or add listings to your shortlist.")
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # a second click waits here for the first one
    mine = list(access.call_lists_of(user).prefetch_related("calls"))
    for each in mine:
        if [call.listing_id for call in each.calls.all()] == chosen:
            return each
    if len(mine) >= MOST_LISTS:
        raise ListFull(f"You have {MOST_LISTS} call lists from the last day. Delete one, then start this one.")
    made = CallList.objects.create(owner=user, source=source)
    Call.objects.bulk_create(
        Call(call_list=made, listing_id=pk, position=position) for position, pk in enumerate(chosen, start=1)
    )
    return made


@transaction.atomic
def note_result(user: User, pk: int, result: Result | None, *, call_back_at: datetime.datetime | None = None) -> Call:
    """Keeps what came of a call; None: it was not made after all. The same result again keeps the first time.

    Raises Call.DoesNotExist for a call of somebody else, of a list that is over, or if the listing is not for them.
    """
    call = _calls(user).select_for_update(of=("self",)).get(pk=pk)
    now = timezone.now()
    if result is None:
        call.result, call.called_at, call.told_at = "", None, None
    elif call.result != result:
        call.result, call.called_at, call.told_at = result, now, None
    call.call_back_at = call_back_at if result == Result.CALL_BACK else None
    call.save()
    CallList.objects.filter(pk=call.call_list_id).update(touched_at=now)
    return call


@transaction.atomic
def tell_keepers(user: User, pk: int) -> None:
    """Tells the people who keep a listing what was heard of its room. Its count stays as it is; once for each result.

    On record, with who told; the keepers read "a colleague". Raises Call.DoesNotExist for a call of somebody else, of a
    list that is over, or that had another result.
    """
    calls = _calls(user).filter(result__in=ROOM).select_related("listing")
    call = calls.select_for_update(of=("self",)).get(pk=pk)
    if call.told_at is not None or call.called_at is None:
        return
    call.told_at = timezone.now()
    call.save(update_fields=["told_at"])
    heard = Heard.objects.create(listing=call.listing, result=call.result, heard_at=call.called_at)
    audit.record("listing.heard", call.listing, user, {"result": call.result})
    notify(HEARD, people_with(Capability.LISTING_EDIT, call.listing.owner_county_id), ref_of(heard))


def read_heard(user: User, pk: int) -> UUID:
    """The listing of which a keeper was told; what told them counts as read. Raises Heard.DoesNotExist for anyone else."""
    heard = access.heard_by(user).get(pk=pk)
    seen(user, ref_of(heard))
    return heard.listing_id


def throw_away(user: User, pk: UUID) -> None:
    """Deletes one of the person's call lists now, if it is there, with all that was noted."""
    access.call_lists_of(user).filter(pk=pk).delete()


def forget_calls(at: datetime.datetime | None = None) -> None:
    """Deletes lists that nobody has touched for a day, and what keepers were told before. Safe to run at any time."""
    now = at or timezone.now()
    CallList.objects.filter(touched_at__lte=now - KEPT_FOR).delete()
    Heard.objects.filter(heard_at__lte=now - HEARD_FOR).delete()


def _calls(user: User) -> QuerySet[Call]:
    return access.calls_of(user).filter(listing__in=listings.visible_to(user))
