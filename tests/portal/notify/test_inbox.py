"""The inbox: one's own, newest first, and only what one may still see."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template

from portal.notify import Delivery, notify, seen
from portal.notify.actions import choose, mark_all_read, mark_read
from portal.notify.models import Notification
from portal.notify.queries import inbox, mail_choices, unread_count


def titles(user):
    return [item.title for item in inbox(user).items]


def test_it_lists_ones_own_newest_first(ana, ben):
    notify("test.mailed", [ana, ben], "K7Q-4M2")
    notify("test.quiet", [ana], "M2K-7Q4")
    assert titles(ana) == ["Something about M2K-7Q4", "Something about K7Q-4M2"]
    assert titles(ben) == ["Something about K7Q-4M2"]


def test_what_may_no_longer_be_seen_is_counted_and_not_named(ana, hidden):
    notify("test.mailed", [ana], "K7Q-4M2")
    notify("test.mailed", [ana], "M2K-7Q4")
    hidden.add((ana.email, "K7Q-4M2"))
    drawn = inbox(ana)
    assert ([item.title for item in drawn.items], drawn.unread, drawn.out_of_sight) == (
        ["Something about M2K-7Q4"],
        2,
        1,
    )


@pytest.mark.parametrize("events", [1, 3])
def test_it_takes_two_queries(ana, events, django_assert_num_queries):
    for number in range(events):
        notify("test.mailed", [ana], f"K7Q-4M{number + 2}")
    with django_assert_num_queries(2):
        assert len(inbox(ana).items) == events


def test_reading_one_leaves_the_others_and_other_peoples(ana, ben):
    notify("test.mailed", [ana, ben], "K7Q-4M2")
    notify("test.mailed", [ana], "M2K-7Q4")
    mark_read(user=ana, pk=Notification.objects.get(user=ana, ref="K7Q-4M2").pk)
    mark_read(user=ana, pk=Notification.objects.get(user=ben).pk)
    assert (unread_count(ana), unread_count(ben)) == (1, 1)


def test_all_read_is_all_of_ones_own(ana, ben):
    notify("test.mailed", [ana, ben], "K7Q-4M2")
    notify("test.mailed", [ana], "M2K-7Q4")
    mark_all_read(user=ana)
    assert (unread_count(ana), unread_count(ben)) == (0, 1)


def test_opening_the_page_reads_every_kind_of_notification_about_it(ana):
    notify("test.mailed", [ana], "K7Q-4M2")
    notify("test.quiet", [ana], "K7Q-4M2")
    notify("test.quiet", [ana], "M2K-7Q4")
    seen(ana, "K7Q-4M2")
    assert list(Notification.objects.unread().values_list("ref", flat=True)) == ["M2K-7Q4"]


def test_the_tag_counts_in_one_query_and_in_none_for_nobody(ana, django_assert_num_queries):
    notify("test.mailed", [ana], "K7Q-4M2")
    template = Template("{% load notify %}{% unread_count user %}")
    with django_assert_num_queries(1):
        assert template.render(Context({"user": ana})) == "1"
    with django_assert_num_queries(0):
        assert template.render(Context({"user": AnonymousUser()})) == "0"


def test_choices_start_with_each_kinds_default_and_keep_what_the_person_chose(ana, ben):
    defaults = {"test.daily": Delivery.DAILY, "test.mailed": Delivery.INSTANT, "test.quiet": Delivery.INBOX}
    assert mail_choices(ana) == defaults
    choose(user=ana, deliveries={"test.mailed": Delivery.DAILY, "test.gone": Delivery.INSTANT})
    assert mail_choices(ana) == defaults | {"test.mailed": Delivery.DAILY}
    assert mail_choices(ben) == defaults
