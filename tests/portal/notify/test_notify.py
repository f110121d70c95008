"""Storing: one notification per person and unread event, in the caller's transaction."""

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from portal.notify import Delivery, NotificationKind, inbox_only, kinds, notify, register, seen
from portal.notify.models import Notification


def stored():
    return list(Notification.objects.order_by("pk").values_list("user__first_name", "kind", "ref", "urgent"))


def test_each_person_is_told_once_however_often_they_are_named(ana, ben):
    notify("test.mailed", [ana, ben, ana], "K7Q-4M2")
    assert stored() == [("Ana", "test.mailed", "K7Q-4M2", False), ("Ben", "test.mailed", "K7Q-4M2", False)]


def test_an_unread_event_is_not_told_again_but_a_read_one_is(ana):
    notify("test.mailed", [ana], "K7Q-4M2")
    notify("test.mailed", [ana], "K7Q-4M2")
    assert Notification.objects.count() == 1
    seen(ana, "K7Q-4M2")
    notify("test.mailed", [ana], "K7Q-4M2")
    assert Notification.objects.count() == 2
    assert Notification.objects.unread().count() == 1


def test_an_urgent_call_makes_the_unread_notification_urgent(ana):
    notify("test.mailed", [ana], "K7Q-4M2")
    notify("test.mailed", [ana], "K7Q-4M2", urgent=True)
    assert stored() == [("Ana", "test.mailed", "K7Q-4M2", True)]


def test_a_person_who_is_disabled_is_not_told(ana, ben):
    ben.is_active = False
    ben.save()
    notify("test.mailed", [ana, ben], "K7Q-4M2")
    assert stored() == [("Ana", "test.mailed", "K7Q-4M2", False)]


def test_what_is_rolled_back_is_neither_stored_nor_mailed(ana, django_capture_on_commit_callbacks):
    with (
        django_capture_on_commit_callbacks(execute=True) as callbacks,
        pytest.raises(RuntimeError),
        transaction.atomic(),
    ):
        notify("test.mailed", [ana], "K7Q-4M2")
        raise RuntimeError
    assert (stored(), callbacks, mail.outbox) == ([], [], [])


def test_a_kind_that_no_room_registers_is_refused(ana):
    with pytest.raises(ImproperlyConfigured, match=r"No room has registered the notification kind test\.unknown\."):
        notify("test.unknown", [ana], "K7Q-4M2")


def test_two_kinds_cannot_share_a_code():
    register(kinds.find("test.quiet"))
    other = NotificationKind("test.quiet", "Other", lambda u, r: True, lambda u, r: r, lambda r: "/", Delivery.INBOX)
    with pytest.raises(ImproperlyConfigured, match=r"Two notification kinds are called test\.quiet\."):
        register(other)


def test_within_inbox_only_the_inbox_is_told_and_no_mail_goes_out(ana, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), inbox_only():
        notify("test.mailed", [ana], "K7Q-4M2")
    assert stored() == [("Ana", "test.mailed", "K7Q-4M2", False)]
    assert mail.outbox == []


def test_storing_costs_the_same_for_one_person_and_for_many(ana, ben, django_assert_num_queries):
    with django_assert_num_queries(4):  # savepoint, insert, read what waits, release
        notify("test.mailed", [ana], "K7Q-4M2")
    with django_assert_num_queries(4):
        notify("test.mailed", [ana, ben], "M2K-7Q4")
