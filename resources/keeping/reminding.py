"""The round of reminders: once on each Pacific day, after 6 am, for the whole state; on weekends for shelters alone.

A round is one transaction: its steps, what people with accounts are told, and the mails that delegates will get. So it is
taken whole or not at all, and each person hears once a day, of everything together.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from portal import notify
from portal.accounts.access import people_with
from portal.accounts.models import Membership, User
from portal.accounts.roles import Capability, Role
from resources import freshness, rows
from resources.freshness import Clocks
from resources.keeping import outbox
from resources.keeping.clocks import Reading, readings
from resources.keeping.ladder import Level, due, level_of
from resources.models import Delegate, DelegateMail, Listing, Reminder, Status, Subject

REMINDED = "listing.reminded"
OVERDUE = "listing.overdue"
UNANSWERED = "listing.unanswered"
# An hour before the daily mail of `portal.notify` unless somebody chose another one, so that it is in today's.
ROUND_FROM = 6
STATE = "state"  # in the place of a county, for PACT staff
Taken = dict[tuple[object, str, datetime.datetime], int]


@dataclass(frozen=True)
class Step:
    """One step to take: of which listing, for which clock, and how far it climbs."""

    listing: Listing
    reading: Reading
    number: int
    level: Level


def remind(at: datetime.datetime | None = None) -> int:
    """Takes today's round if it is due and was not taken; returns how many steps it took. Safe to run at any time."""
    now = at or timezone.now()
    day = timezone.localdate(now)
    hour = timezone.localtime(now, timezone.get_default_timezone()).hour
    if not ROUND_FROM <= hour < outbox.QUIET_FROM or Reminder.objects.filter(day=day).exists():
        return 0
    steps = steps_due(now)
    with transaction.atomic():
        _keep(steps, now, day)
        _tell_people(steps, day)
        _mail_delegates(steps, day)
    return len(steps)


def steps_due(now: datetime.datetime) -> list[Step]:
    """The steps that today's round takes. SQL queries: those of `rows.complete` for each thousand listings, and two."""
    clocks, taken = freshness.clocks(), _taken()
    weekend = outbox.is_weekend(now)
    live = rows.complete(Listing.objects.filter(status=Status.LIVE)).order_by("pk")
    return [
        step
        for listing in live.iterator(chunk_size=1_000)
        for reading in readings(listing, now, clocks)
        if not weekend or reading.subject == Subject.NIGHTLY
        if (step := _step(listing, reading, clocks, taken))
    ]


def _taken() -> Taken:
    highest = Reminder.objects.values_list("listing", "clock", "since").annotate(step=Max("step")).order_by()
    return {(listing, clock, since): step for listing, clock, since, step in highest}


def _step(listing: Listing, reading: Reading, clocks: Clocks, taken: Taken) -> Step | None:
    number = due(reading, clocks, taken.get((listing.pk, reading.clock.value, reading.since), -1))
    return None if number is None else Step(listing, reading, number, level_of(reading.subject, number))


def _keep(steps: Iterable[Step], now: datetime.datetime, day: datetime.date) -> None:
    Reminder.objects.bulk_create(
        Reminder(
            listing=step.listing,
            clock=step.reading.clock,
            since=step.reading.since,
            step=step.number,
            level=step.level,
            at=now,
            day=day,
        )
        for step in steps
    )


def _tell_people(steps: Iterable[Step], day: datetime.date) -> None:
    """Each person hears by one kind: a lead whose county has something overdue hears of that, and all is on its page."""
    levels: dict[str, set[Level]] = defaultdict(set)
    for step in steps:
        levels[step.listing.owner_county_id].add(step.level)
    for fips, reached in sorted(levels.items()):
        leads = _leads(fips) if reached - {Level.KEEPERS} else User.objects.none()
        keepers = people_with(Capability.LISTING_EDIT, fips).exclude(pk__in=leads.values("pk"))
        notify.notify(OVERDUE, leads, f"{fips}:{day}")
        notify.notify(REMINDED, keepers, f"{fips}:{day}")
    if any(Level.STAFF in reached for reached in levels.values()):
        notify.notify(UNANSWERED, people_with(Capability.CMS, None), f"{STATE}:{day}")


def _leads(fips: str) -> QuerySet[User]:
    leading = Membership.objects.current().filter(county=fips, role=Role.COORDINATOR)
    return people_with(Capability.LISTING_EDIT, fips).filter(pk__in=leading.values("user"))


def _mail_delegates(steps: Iterable[Step], day: datetime.date) -> None:
    listings = {step.listing.pk for step in steps}
    emails = Delegate.objects.in_force().filter(listing__in=listings).values_list("email", flat=True)
    for email in sorted(set(emails)):
        outbox.put(email, DelegateMail.Purpose.REMINDER, day.isoformat())
