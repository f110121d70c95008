"""What the keepers of a listing are told of what a colleague heard on the phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from portal.notify import Delivery, NotificationKind
from resources.models import Heard, Kind, Result
from resources.worklists import access

if TYPE_CHECKING:
    from portal.accounts.models import User

HEARD = "listing.heard"


def ref_of(heard: Heard) -> str:
    return f"heard:{heard.pk}"


def _titles(user: User, refs: Sequence[str]) -> dict[str, str]:
    numbers = [int(ref.removeprefix("heard:")) for ref in refs]
    return {
        ref_of(heard): _title(heard) for heard in access.heard_by(user).filter(pk__in=numbers).select_related("listing")
    }


def _title(heard: Heard) -> str:
    unit = "bed" if heard.listing.kind == Kind.PLACEMENT else "place"
    said = "it is full" if heard.result == Result.FULL else f"it has a {unit}"
    name = "A confidential listing" if heard.listing.is_confidential else heard.listing.name
    at = date_format(timezone.localtime(heard.heard_at), "M j, g:i a")
    return f"{name}: a colleague heard on {at} Pacific that {said}"


def _url(ref: str) -> str:
    return reverse("resources:heard", args=[int(ref.removeprefix("heard:"))])


KINDS = [
    NotificationKind(
        code=HEARD,
        label="A colleague heard whether a listing of my county has room",
        can_see=lambda user, ref: ref in _titles(user, [ref]),
        title=lambda user, ref: _titles(user, [ref])[ref],
        titles=_titles,
        url=_url,
        default=Delivery.INSTANT,  # the count that others rely on tonight may be wrong
    )
]
