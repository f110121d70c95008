"""Quiet hours: whole hours of the Pacific wall clock, over midnight, at weekends, on the days of a clock change."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.notify import Delivery, notify, seen
from portal.notify.actions import choose
from portal.notify.delivery import deliver_left_over, deliver_these
from portal.notify.models import MailHours, Notification

PACIFIC = ZoneInfo("America/Los_Angeles")


def pacific(day, hour, minute=0, fold=0):
    """A moment of 2026 by the Pacific wall clock: "6-12", 23, 15."""
    month, of_month = map(int, day.split("-"))
    return datetime.datetime(2026, month, of_month, hour, minute, fold=fold, tzinfo=PACIFIC)


def utc(day, hour, minute=0):
    month, of_month = map(int, day.split("-"))
    return datetime.datetime(2026, month, of_month, hour, minute, tzinfo=datetime.UTC)


def at_night(**others):
    return MailHours(quiet=True, quiet_from=20, quiet_until=7, **others)


def told_at(moment, person, urgent=False):
    """A notification whose mail is asked for at the same moment."""
    notify("test.mailed", [person], "K7Q-4M2", urgent=urgent)
    Notification.objects.update(created_at=moment)
    return deliver_these([Notification.objects.get().pk], at=moment)


def state():
    return Notification.objects.get().mail


# 2026-06-10 is a Wednesday.
@pytest.mark.parametrize(
    ("hour", "minute", "quiet"),
    [(19, 59, False), (20, 0, True), (23, 59, True), (0, 0, True), (6, 59, True), (7, 0, False), (12, 0, False)],
)
def test_they_may_last_over_midnight(hour, minute, quiet):
    assert at_night().is_quiet(pacific("6-10", hour, minute)) == quiet


@pytest.mark.parametrize(("hour", "quiet"), [(11, False), (12, True), (13, True), (14, False), (0, False)])
def test_they_may_be_a_rest_at_noon(hour, quiet):
    assert MailHours(quiet=True, quiet_from=12, quiet_until=14).is_quiet(pacific("6-10", hour)) == quiet


def test_without_a_choice_no_hour_is_quiet(ana):
    assert [hour for hour in range(24) if MailHours().is_quiet(pacific("6-13", hour))] == []


@pytest.mark.parametrize(
    ("day", "hour", "quiet"),
    [("6-12", 23, False), ("6-13", 0, True), ("6-13", 12, True), ("6-14", 23, True), ("6-15", 0, False)],
)
def test_a_weekend_is_saturday_and_sunday_in_pacific_time(day, hour, quiet):
    assert MailHours(quiet_weekends=True).is_quiet(pacific(day, hour)) == quiet


def test_quiet_nights_and_weekends_join_from_friday_evening_to_monday_morning():
    hours = at_night(quiet_weekends=True)
    assert hours.first_loud(pacific("6-12", 19, 59)) == pacific("6-12", 19, 59)
    assert hours.first_loud(pacific("6-12", 20, 0)) == pacific("6-15", 7, 0)


@pytest.mark.parametrize(
    ("evening", "end"),
    [
        (pacific("3-6", 23), utc("3-7", 15)),  # standard time: 7 am is 15:00 UTC
        (pacific("3-7", 23), utc("3-8", 14)),  # the night that loses an hour
        (pacific("10-30", 23), utc("10-31", 14)),
        (pacific("10-31", 23), utc("11-1", 15)),  # the night that has one more
    ],
)
def test_seven_in_the_morning_is_seven_whatever_the_clock_did_at_night(evening, end):
    assert at_night().first_loud(evening) == end


def test_an_hour_that_the_clock_skips_or_repeats_is_as_quiet_as_its_name():
    hours = MailHours(quiet=True, quiet_from=1, quiet_until=2)
    assert hours.first_loud(pacific("3-8", 1, 30)) == utc("3-8", 10)  # at 3 am, the moment after 1:59
    assert hours.is_quiet(pacific("11-1", 1, 30, fold=0))
    assert hours.is_quiet(pacific("11-1", 1, 30, fold=1))
    assert hours.first_loud(pacific("11-1", 1, 30)) == utc("11-1", 10)


def test_mail_of_the_night_waits_until_they_end_and_comes_once(ana):
    choose(user=ana, deliveries={}, hours=at_night())
    assert told_at(pacific("6-10", 23), ana) == 0
    assert deliver_left_over(at=pacific("6-11", 6, 59)) == 0
    assert (mail.outbox, state()) == ([], "waiting")
    assert deliver_left_over(at=pacific("6-11", 7)) == 1
    assert deliver_left_over(at=pacific("6-11", 7, 5)) == 0
    assert (len(mail.outbox), state()) == (1, "sent")


def test_mail_of_a_friday_evening_is_not_too_old_on_monday(ana):
    choose(user=ana, deliveries={}, hours=at_night(quiet_weekends=True))
    told_at(pacific("6-12", 20, 30), ana)
    assert deliver_left_over(at=pacific("6-15", 6, 55)) == 0
    assert deliver_left_over(at=pacific("6-15", 7)) == 1


def test_a_day_after_they_ended_it_is_too_old(ana):
    choose(user=ana, deliveries={}, hours=at_night())
    told_at(pacific("6-10", 23), ana)
    assert deliver_left_over(at=pacific("6-12", 7, 5)) == 0
    assert mail.outbox == []


def test_what_was_read_in_the_night_is_not_mailed_in_the_morning(ana):
    choose(user=ana, deliveries={}, hours=at_night())
    told_at(pacific("6-10", 23), ana)
    seen(ana, "K7Q-4M2")
    assert deliver_left_over(at=pacific("6-11", 7)) == 0
    assert (mail.outbox, state()) == ([], "none")


def test_what_may_no_longer_be_seen_in_the_morning_is_not_mailed(ana, hidden):
    choose(user=ana, deliveries={}, hours=at_night())
    told_at(pacific("6-10", 23), ana)
    hidden.add((ana.email, "K7Q-4M2"))
    assert deliver_left_over(at=pacific("6-11", 7)) == 0
    assert (mail.outbox, state()) == ([], "none")


def test_urgent_mail_comes_at_once(ana):
    choose(user=ana, deliveries={}, hours=at_night())
    assert told_at(pacific("6-10", 23), ana, urgent=True) == 1
    assert mail.outbox[0].subject == "Urgent: Something about K7Q-4M2"


def test_urgent_mail_waits_too_for_who_says_so(ana):
    choose(user=ana, deliveries={}, hours=at_night(urgent_passes=False))
    assert told_at(pacific("6-10", 23), ana, urgent=True) == 0
    assert deliver_left_over(at=pacific("6-11", 7)) == 1


def test_what_becomes_urgent_while_it_waits_comes_at_once(ana):
    choose(user=ana, deliveries={}, hours=at_night())
    told_at(pacific("6-10", 23), ana)
    notify("test.mailed", [ana], "K7Q-4M2", urgent=True)
    assert deliver_these([Notification.objects.get().pk], at=pacific("6-10", 23, 30)) == 1


def test_who_turns_them_off_at_night_gets_what_waits_with_the_next_tick(ana):
    choose(user=ana, deliveries={}, hours=at_night())
    told_at(pacific("6-10", 23), ana)
    hours = MailHours.objects.get()
    hours.quiet = False
    choose(user=ana, deliveries={}, hours=hours)
    assert deliver_left_over(at=pacific("6-10", 23, 30)) == 1


def test_who_chooses_the_daily_mail_meanwhile_gets_it_there(ana):
    choose(user=ana, deliveries={}, hours=at_night())
    told_at(pacific("6-10", 23), ana)
    choose(user=ana, deliveries={"test.mailed": Delivery.DAILY})
    assert deliver_left_over(at=pacific("6-11", 7)) == 0
    assert state() == "daily"


def test_hours_that_never_end_are_refused(ana):
    with pytest.raises(ValidationError, match="Quiet hours that end at the hour they start would be silence for good"):
        choose(user=ana, deliveries={}, hours=MailHours(quiet=True, quiet_from=9, quiet_until=9))
    with pytest.raises(IntegrityError), transaction.atomic():
        MailHours.objects.create(user=ana, quiet=True, quiet_from=9, quiet_until=9)


def test_a_daily_mail_in_quiet_hours_is_refused(ana):
    with pytest.raises(ValidationError, match="The daily mail would come in your quiet hours"):
        choose(user=ana, deliveries={}, hours=at_night(digest_hour=6))
    choose(user=ana, deliveries={}, hours=at_night(digest_hour=7))
    assert MailHours.objects.get().digest_hour == 7
