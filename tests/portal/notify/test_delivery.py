"""Mail: one per event and person, or none; never twice, and never what someone wrote."""

import datetime
import smtplib

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from portal.accounts.factories import UserFactory
from portal.notify import Delivery, notify, seen
from portal.notify.actions import choose
from portal.notify.delivery import deliver_left_over, deliver_these
from portal.notify.models import Notification
from portal.operations.registry import jobs

A_WHILE_AGO = datetime.timedelta(minutes=10)


class RefusingBackend(EmailBackend):
    """A mail server that answers "try later" to everything."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected


@pytest.fixture
def told(ana):
    """A notification whose task never ran: the process died right after the commit."""
    notify("test.mailed", [ana], "K7Q-4M2")
    Notification.objects.update(created_at=timezone.now() - A_WHILE_AGO)
    return Notification.objects.get()


def states():
    return list(Notification.objects.order_by("pk").values_list("mail", flat=True))


def test_after_commit_each_person_gets_one_mail_with_a_reference_and_a_link(
    ana, ben, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        notify("test.mailed", [ana, ben], "K7Q-4M2")
        assert mail.outbox == []
    assert [message.to for message in mail.outbox] == [["ana@kern.example"], ["ben@fresno.example"]]
    assert mail.outbox[0].subject == "Something about K7Q-4M2"
    assert mail.outbox[0].body == (
        "Hello Ana,\n\nSomething about K7Q-4M2\n\nSign in to read it:\n"
        f"{settings.SITE_URL}/somewhere/K7Q-4M2/\n\n"
        "For the privacy of children and youth, this mail says no more than that.\n"
        f"Choose which mails you get: {settings.SITE_URL}/inbox/preferences/\n\n"
    )
    assert states() == ["sent", "sent"]
    assert Notification.objects.filter(mailed_at__isnull=True).count() == 0


def test_an_unread_event_that_happens_again_is_mailed_once(ana, django_capture_on_commit_callbacks):
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            notify("test.mailed", [ana], "K7Q-4M2")
    assert len(mail.outbox) == 1


def test_an_urgent_mail_says_so_in_its_subject(ana, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notify("test.mailed", [ana], "K7Q-4M2", urgent=True)
    assert mail.outbox[0].subject == "Urgent: Something about K7Q-4M2"


@pytest.mark.parametrize(
    ("kind", "choice", "state"),
    [
        ("test.mailed", None, "sent"),
        ("test.mailed", Delivery.INBOX, "none"),
        ("test.mailed", Delivery.DAILY, "daily"),
        ("test.daily", None, "daily"),
        ("test.daily", Delivery.INSTANT, "sent"),
        ("test.quiet", None, "none"),
        ("test.quiet", Delivery.INSTANT, "sent"),
    ],
)
def test_the_kind_and_then_the_person_decide_on_mail(ana, kind, choice, state, django_capture_on_commit_callbacks):
    if choice is not None:
        choose(user=ana, deliveries={kind: choice})
    with django_capture_on_commit_callbacks(execute=True):
        notify(kind, [ana], "K7Q-4M2")
    assert (len(mail.outbox), states()) == (int(state == "sent"), [state])


def test_who_may_no_longer_see_it_at_delivery_gets_no_mail(told, ana, hidden):
    hidden.add((ana.email, "K7Q-4M2"))
    assert deliver_these([told.pk]) == 0
    assert (mail.outbox, states()) == ([], ["none"])


def test_who_has_read_it_in_the_inbox_gets_no_mail(told, ana):
    seen(ana, "K7Q-4M2")
    assert deliver_left_over() == 0
    assert (mail.outbox, states()) == ([], ["none"])


def test_what_a_crash_left_waiting_is_delivered_once_by_the_tick(told):
    assert deliver_left_over() == 1
    assert deliver_left_over() == 0
    assert len(mail.outbox) == 1


def test_a_mail_that_another_process_has_claimed_is_not_sent_again(told):
    Notification.objects.update(mail="sending")
    assert deliver_left_over() == 0
    assert deliver_these([told.pk]) == 0
    assert (mail.outbox, states()) == ([], ["sending"])


def test_what_is_still_fresh_is_left_to_its_own_task(told):
    Notification.objects.update(created_at=timezone.now())
    assert deliver_left_over() == 0
    assert states() == ["waiting"]


def test_news_older_than_a_day_is_not_mailed(told):
    Notification.objects.update(created_at=timezone.now() - datetime.timedelta(days=1, minutes=1))
    assert deliver_left_over() == 0
    assert mail.outbox == []


def test_a_mail_server_that_refuses_costs_no_mail(told, settings):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    assert deliver_left_over() == 0
    assert states() == ["waiting"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver_left_over() == 1
    assert states() == ["sent"]


def test_one_event_keeps_one_message_id_however_often_it_is_tried(told):
    deliver_left_over()
    assert mail.outbox[0].message()["Message-ID"] == f"<notification-{told.pk}@127.0.0.1>"


def test_a_kind_that_no_room_registers_any_more_is_not_mailed(told):
    Notification.objects.update(kind="test.gone")
    assert deliver_left_over() == 0
    assert states() == ["none"]


@pytest.mark.parametrize("people", [1, 3])
def test_choices_of_many_people_are_read_at_once(db, people, django_assert_num_queries):
    notify("test.daily", [UserFactory() for _ in range(people)], "K7Q-4M2")
    waiting = list(Notification.objects.values_list("pk", flat=True))
    with django_assert_num_queries(3 + people):  # what waits, choices, hours; then one claim for each
        deliver_these(waiting)
    assert states() == ["daily"] * people


def test_the_tick_knows_the_job(told):
    jobs["notify.deliver_left_over"].run()
    assert states() == ["sent"]
