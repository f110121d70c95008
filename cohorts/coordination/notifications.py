"""What people are told of requests. Titles name a reference and a region: mails pass through many hands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from cohorts.coordination import access
from portal.notify import Delivery, NotificationKind

if TYPE_CHECKING:
    from portal.accounts.models import User

REACHES_YOU = "request.reaches_you"
CLOSED = "request.closed"


def _kind(code: str, label: str, ending: str, *, default: Delivery) -> NotificationKind:
    def titles(user: User, refs: Sequence[str]) -> dict[str, str]:
        found = access.visible_to(user).filter(reference__in=refs).select_related("county")
        return {
            request.reference: (
                f"{request.get_kind_display()} {request.reference} from the {request.county.region} region {ending}"
            )
            for request in found
        }

    return NotificationKind(
        code=code,
        label=label,
        can_see=lambda user, ref: access.visible_to(user).filter(reference=ref).exists(),
        title=lambda user, ref: titles(user, [ref])[ref],
        titles=titles,
        url=lambda ref: reverse("coordination:request", args=[ref]),
        default=default,
    )


KINDS = [
    _kind(REACHES_YOU, "A request reaches my county", "reaches your county", default=Delivery.INSTANT),
    _kind(CLOSED, "A request that I took part in is closed", "is closed", default=Delivery.INBOX),
]
