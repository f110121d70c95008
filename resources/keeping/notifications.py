"""What keepers, leads, staff and proposers are told. A reference holds a county and a day, or a proposal's key."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Max, Q
from django.urls import reverse

from portal.accounts.access import may
from portal.accounts.roles import Capability
from portal.counties.models import County
from portal.notify import Delivery, NotificationKind
from resources import access as listing_access
from resources.keeping import access
from resources.keeping.actions.deciding import DECIDED
from resources.keeping.actions.proposing import PROPOSED
from resources.keeping.ladder import Level
from resources.keeping.reminding import OVERDUE, REMINDED, STATE, UNANSWERED
from resources.keeping.waiting import unanswered
from resources.models import Proposal, Reminder

if TYPE_CHECKING:
    from portal.accounts.models import User


def _listings_of(ref: str) -> int:
    """How many listings a round asked for that are still to answer; 0 for a round that a newer one has replaced."""
    place, _, text = ref.partition(":")
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return 0
    of_place = Q(level=Level.STAFF) if place == STATE else Q(listing__owner_county=place)
    if Reminder.objects.filter(of_place).aggregate(last=Max("day"))["last"] != day:
        return 0
    return unanswered().filter(of_place, day=day).values("listing").distinct().count()


def _may_hear(user: User, ref: str) -> bool:
    place = ref.partition(":")[0]
    return may(user, Capability.CMS) if place == STATE else may(user, Capability.LISTING_EDIT, place)


def _title(ending: str, ref: str, number: int) -> str:
    place = ref.partition(":")[0]
    what = f"{number} listing{'' if number == 1 else 's'}"
    return f"{what} {'in the directory' if place == STATE else f'of {County.objects.get(pk=place)}'}: {ending}"


def _round_kind(code: str, label: str, ending: str, page: str, default: Delivery) -> NotificationKind:
    def titles(user: User, refs: Sequence[str]) -> dict[str, str]:
        newest = {ref.partition(":")[0]: ref for ref in sorted(refs)}  # of one place the later day is all that counts
        numbers = {ref: _listings_of(ref) for ref in newest.values() if _may_hear(user, ref)}
        return {ref: _title(ending, ref, number) for ref, number in numbers.items() if number}

    return NotificationKind(
        code=code,
        label=label,
        can_see=lambda user, ref: _may_hear(user, ref) and _listings_of(ref) > 0,
        title=lambda user, ref: _title(ending, ref, _listings_of(ref)),
        titles=titles,
        url=lambda ref: reverse(page),
        default=default,
    )


def _proposal(user: User, ref: str) -> Proposal | None:
    if not ref.isdecimal():
        return None
    return access.visible_proposals(user).filter(pk=ref).select_related("listing__owner_county").first()


def _asks_me(user: User, ref: str) -> bool:
    proposal = _proposal(user, ref)
    return proposal is not None and listing_access.keeps(user, proposal.listing)


def _is_mine(user: User, ref: str) -> bool:
    proposal = _proposal(user, ref)
    visible = proposal and listing_access.visible_to(user).filter(pk=proposal.listing_id).exists()
    return bool(visible and proposal and proposal.by_id == user.pk)


def _listing_name(user: User, ref: str) -> str:
    proposal = _proposal(user, ref)
    return str(proposal.listing) if proposal else "a listing"


def _proposal_kind(code: str, label: str, can_see: object, title: str) -> NotificationKind:
    return NotificationKind(
        code=code,
        label=label,
        can_see=can_see,  # type: ignore[arg-type]
        title=lambda user, ref: title.format(_listing_name(user, ref)),
        url=lambda ref: reverse("resources:keeping:proposal", args=[ref]),
        default=Delivery.INSTANT,
    )


KINDS = [
    _round_kind(
        REMINDED,
        "Listings of my county need a look",
        "they grow old, look at them",
        "resources:keeping:listings",
        Delivery.DAILY,
    ),
    _round_kind(
        OVERDUE, "Listings of my county are overdue", "overdue", "resources:keeping:listings", Delivery.INSTANT
    ),
    _round_kind(
        UNANSWERED,
        "Counties that don’t answer about their listings",
        "no answer for long",
        "keeping_report",
        Delivery.DAILY,
    ),
    _proposal_kind(
        PROPOSED, "Somebody proposes a change to a listing of my county", _asks_me, "A change to {} is proposed"
    ),
    _proposal_kind(DECIDED, "A change that I proposed was decided", _is_mine, "Your change to {} was decided"),
]
