"""What a round of reminders asked for, and nobody has answered since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from resources.freshness import in_words
from resources.models import Availability, ClockName, Delegate, Reminder, Status


@dataclass(frozen=True)
class Asked:
    """One listing in a reminder to one delegate, with what has grown old, in words."""

    delegate: Delegate
    old: tuple[str, ...]


def unanswered() -> QuerySet[Reminder]:
    """The reminders after which nobody counted, or confirmed, whichever was asked; of live listings."""
    counted = Availability.objects.filter(listing=OuterRef("listing"), as_of__gt=OuterRef("at"))
    confirmed = Q(clock=ClockName.TEXT, listing__verified_at__gt=F("at"))
    answered = confirmed | (Q(clock=ClockName.COUNTS) & Exists(counted))
    return Reminder.objects.filter(listing__status=Status.LIVE).exclude(answered)


def asked_of(email: str, day: str) -> list[Asked]:
    """What the round of a Pacific day ("2026-03-02") asked of a delegate's address and is still to answer.

    Two SQL queries. Only delegations in force count.
    """
    reminders: dict[object, list[Reminder]] = {}
    for reminder in unanswered().filter(day=day).order_by("clock"):
        reminders.setdefault(reminder.listing_id, []).append(reminder)
    kept = Delegate.objects.in_force().filter(email=email, listing__in=list(reminders))
    delegates = kept.select_related("listing__county", "county").order_by("listing__name")
    return [Asked(delegate, tuple(_old(reminders[delegate.listing_id]))) for delegate in delegates]


def _old(reminders: Iterable[Reminder]) -> Iterable[str]:
    for reminder in reminders:
        age = in_words(reminder.at - reminder.since)
        if reminder.clock == ClockName.TEXT:
            yield f"text and contacts: last confirmed, or added, {age} ago"
        else:
            yield f"open beds or places: last counted, or added, {age} ago"
