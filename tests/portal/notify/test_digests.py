"""The daily mail: once in a Pacific day, at the person's hour, with what is unread and may be seen at that moment."""

import datetime
import smtplib

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from portal.notify import Delivery, NotificationKind, notify, register, seen
from portal.notify.actions import choose
from portal.notify.delivery import deliver_these
from portal.notify.digests import send_due_digests
from portal.notify.models import Digest, MailHours, Notification
from portal.operations.registry import jobs
from tests.portal.notify.test_quiet_hours import at_night, pacific, utc

# A Wednesday at noon, and the hour of the next morning's mail.
NOON = pacific("6-10", 12)
MORNING = pacific("6-11", 7)


class RefusingBackend(EmailBackend):
    """A mail server that answers "try later" to everything."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected


def told(people, ref, kind="test.daily", at=NOON, urgent=False):
    """News that is handed to the daily mail at once."""
    notify(kind, people, ref, urgent=urgent)
    new = Notification.objects.filter(ref=ref, mail="waiting")
    ids = list(new.values_list("pk", flat=True))
    new.update(created_at=at)
    deliver_these(ids, at=at)


def states():
    return list(Notification.objects.order_by("pk").values_list("mail", flat=True))


def test_it_is_one_mail_by_kind_with_titles_and_links(ana):
    register(
        NotificationKind(
            "test.bed",
            "A bed opens",
            lambda user, ref: True,
            lambda user, ref: f"A bed for {ref}",
            lambda ref: f"/beds/{ref}/",
            Delivery.DAILY,
        )
    )
    told([ana], "K7Q-4M2")
    told([ana], "12", kind="test.bed", at=NOON + datetime.timedelta(minutes=1))
    told([ana], "M2K-7Q4", urgent=True, at=NOON + datetime.timedelta(minutes=2))
    assert mail.outbox == []
    assert send_due_digests(at=MORNING) == 1
    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["ana@kern.example"], "Your daily mail: 3 unread on the PACT portal")
    ]
    assert mail.outbox[0].body == (
        "Hello Ana,\n\n3 things in your inbox are unread. Sign in to read them.\n\n"
        f"A bed opens\n- A bed for 12\n  {settings.SITE_URL}/beds/12/\n\n"
        f"Event test.daily\n- Something about K7Q-4M2\n  {settings.SITE_URL}/somewhere/K7Q-4M2/\n"
        f"- Urgent: Something about M2K-7Q4\n  {settings.SITE_URL}/somewhere/M2K-7Q4/\n\n"
        "For the privacy of children and youth, this mail says no more than that.\n"
        f"Choose which mails you get: {settings.SITE_URL}/inbox/preferences/\n\n"
    )
    assert states() == ["sent", "sent", "sent"]


def test_it_comes_at_the_hour_that_the_person_chose(ana, ben):
    choose(user=ben, deliveries={}, hours=MailHours(digest_hour=15))
    told([ana, ben], "K7Q-4M2")
    assert send_due_digests(at=pacific("6-10", 14, 59)) == 0
    assert send_due_digests(at=pacific("6-10", 15)) == 1
    assert send_due_digests(at=pacific("6-11", 6, 59)) == 0
    assert send_due_digests(at=MORNING) == 1
    assert [message.to for message in mail.outbox] == [["ben@fresno.example"], ["ana@kern.example"]]


def test_what_comes_after_its_hour_is_tomorrows(ana):
    told([ana], "K7Q-4M2")
    send_due_digests(at=MORNING)
    told([ana], "M2K-7Q4", at=pacific("6-11", 7, 1))
    assert send_due_digests(at=pacific("6-11", 23)) == 0
    assert send_due_digests(at=pacific("6-12", 7)) == 1
    assert (states(), Digest.objects.count()) == (["sent", "sent"], 2)


def test_another_hour_gives_no_second_mail_on_the_same_day(ana):
    told([ana], "K7Q-4M2")
    send_due_digests(at=MORNING)
    told([ana], "M2K-7Q4", at=pacific("6-11", 8))
    choose(user=ana, deliveries={}, hours=MailHours(digest_hour=9))
    assert send_due_digests(at=pacific("6-11", 9)) == 0
    assert send_due_digests(at=pacific("6-12", 9)) == 1


def test_a_tick_that_was_away_at_the_hour_sends_it_later_that_day(ana):
    told([ana], "K7Q-4M2")
    assert send_due_digests(at=pacific("6-11", 21)) == 1


@pytest.mark.parametrize(
    ("hour", "before", "due"),
    [
        (7, utc("3-8", 13, 59), utc("3-8", 14)),  # the day that loses an hour: 7 am is 14:00 UTC
        (2, utc("3-8", 9, 59), utc("3-8", 10)),  # 2 am does not exist: at 3 am, the moment after 1:59
        (7, utc("11-1", 14, 59), utc("11-1", 15)),  # the day that has one more: 7 am is 15:00 UTC
        (1, utc("11-1", 7, 59), utc("11-1", 8)),  # 1 am comes twice: at the first
    ],
)
def test_on_the_day_of_a_clock_change_it_comes_once_at_its_hour(ana, hour, before, due):
    choose(user=ana, deliveries={}, hours=MailHours(digest_hour=hour))
    told([ana], "K7Q-4M2", at=due - datetime.timedelta(hours=20))
    assert send_due_digests(at=before) == 0
    assert send_due_digests(at=due) == 1
    told([ana], "M2K-7Q4", at=due - datetime.timedelta(minutes=1))
    assert send_due_digests(at=due + datetime.timedelta(hours=1)) == 0


def test_read_hidden_and_unwanted_things_are_left_out(ana, hidden):
    for ref in ("K7Q-4M2", "M2K-7Q4", "Q4M-2K7"):
        told([ana], ref)
    choose(user=ana, deliveries={"test.mailed": Delivery.DAILY})
    told([ana], "7K2-M4Q", kind="test.mailed")
    choose(user=ana, deliveries={"test.mailed": Delivery.INBOX})
    seen(ana, "K7Q-4M2")
    hidden.add((ana.email, "M2K-7Q4"))
    assert send_due_digests(at=MORNING) == 1
    assert mail.outbox[0].subject == "Your daily mail: 1 unread on the PACT portal"
    assert "1 thing in your inbox is unread. Sign in to read it." in mail.outbox[0].body
    assert "Something about Q4M-2K7" in mail.outbox[0].body
    assert states() == ["none", "none", "sent", "none"]


def test_an_empty_one_is_not_sent(ana):
    told([ana], "K7Q-4M2")
    seen(ana, "K7Q-4M2")
    assert send_due_digests(at=MORNING) == 0
    assert (mail.outbox, states(), Digest.objects.get().state) == ([], ["none"], "none")


def test_who_is_disabled_gets_none(ana):
    told([ana], "K7Q-4M2")
    ana.is_active = False
    ana.save()
    assert send_due_digests(at=MORNING) == 0
    assert mail.outbox == []


def test_on_a_quiet_weekend_there_is_none_and_mondays_holds_it_all(ana):
    choose(user=ana, deliveries={}, hours=at_night(quiet_weekends=True))
    told([ana], "K7Q-4M2", at=pacific("6-12", 12))
    told([ana], "M2K-7Q4", at=pacific("6-13", 12))
    for day in ("6-13", "6-14"):
        assert send_due_digests(at=pacific(day, 7)) == 0
    assert send_due_digests(at=pacific("6-15", 0)) == 0
    assert send_due_digests(at=pacific("6-15", 7)) == 1
    assert states() == ["sent", "sent"]


def test_it_is_sent_once_however_often_the_tick_runs(ana):
    told([ana], "K7Q-4M2")
    assert [send_due_digests(at=MORNING) for _ in range(3)] == [1, 0, 0]
    assert len(mail.outbox) == 1


def test_a_day_that_another_process_has_claimed_is_left_to_it(ana):
    told([ana], "K7Q-4M2")
    Digest.objects.create(user=ana, day=datetime.date(2026, 6, 11))
    assert send_due_digests(at=MORNING) == 0
    assert (mail.outbox, states()) == ([], ["daily"])


def test_what_a_crash_left_half_sent_is_never_sent_again(ana):
    told([ana], "K7Q-4M2")
    lost = Digest.objects.create(user=ana, day=datetime.date(2026, 6, 11))
    Notification.objects.update(mail="sending", digest=lost)
    told([ana], "M2K-7Q4", at=pacific("6-11", 12))
    assert send_due_digests(at=MORNING) == 0
    assert send_due_digests(at=pacific("6-12", 7)) == 1
    assert "K7Q-4M2" not in mail.outbox[0].body
    assert states() == ["sending", "sent"]


def test_a_mail_server_that_refuses_costs_no_mail(ana, settings):
    told([ana], "K7Q-4M2")
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    assert send_due_digests(at=MORNING) == 0
    assert (states(), Digest.objects.get().state) == (["daily"], "waiting")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_due_digests(at=pacific("6-11", 7, 5)) == 1
    assert (states(), Digest.objects.get().state) == (["sent"], "sent")
    assert mail.outbox[0].message()["Message-ID"] == f"<digest-{Digest.objects.get().pk}@127.0.0.1>"


def test_what_a_whole_day_of_refusals_kept_comes_with_the_next_days_mail(ana, settings):
    told([ana], "K7Q-4M2")
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    send_due_digests(at=MORNING)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_due_digests(at=pacific("6-12", 7)) == 1
    assert "K7Q-4M2" in mail.outbox[0].body


def test_what_is_older_than_a_week_is_history(ana):
    told([ana], "K7Q-4M2")
    assert send_due_digests(at=pacific("6-17", 12, 1)) == 0
    assert mail.outbox == []


@pytest.mark.parametrize("things", [1, 3])
def test_a_long_one_costs_what_a_short_one_costs(ana, things, django_assert_num_queries):
    for number in range(things):
        told([ana], f"K7Q-4M{number + 2}")
    # Who waits, hours, people; claim (look, savepoint, insert, release); what goes in; choices, rows; left out, two notes.
    with django_assert_num_queries(13):
        send_due_digests(at=MORNING)


def test_the_tick_knows_the_job(ana):
    choose(user=ana, deliveries={}, hours=MailHours(digest_hour=0))  # has come on every day, whenever this runs
    told([ana], "K7Q-4M2", at=timezone.now() - datetime.timedelta(days=2))
    jobs["notify.send_due_digests"].run()
    assert states() == ["sent"]
