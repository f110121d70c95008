"""Deciding how long a statement is believed."""

from __future__ import annotations

from django.db import transaction

from portal import audit
from portal.accounts.models import User
from resources import access
from resources.actions.changes import note_change
from resources.models import FreshnessPolicy, Kind, Listing, Status, Subject


@transaction.atomic
def set_policy(policy: FreshnessPolicy, *, by: User) -> None:
    """Writes a policy. It is in force at once: pages read it, and what search knows of the listings is made anew.

    Refuses all but PACT staff (PermissionDenied) and hours out of order (ValidationError).
    """
    access.check_may_set_policies(by)
    policy.full_clean()
    policy.save()
    hours = {name: getattr(policy, name) for name in ("fresh_hours", "stale_hours", "hidden_hours")}
    audit.record("freshness.set", policy, by, hours)
    note_change(*_touched(Subject(policy.subject)))


def _touched(subject: Subject) -> list[Listing]:
    live = Listing.objects.filter(status=Status.LIVE)
    match subject:
        case Subject.TEXT:
            return list(live)
        case Subject.SERVICE:
            return list(live.filter(kind=Kind.SERVICE))
        case _:
            return list(live.filter(kind=Kind.PLACEMENT))
