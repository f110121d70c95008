"""An alert when a bed opens: once for each opening, to those whose search finds it, by their own tier.

It is over 300 lines: each way not to be told is a promise of its own.
"""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.notify import Delivery
from portal.notify.actions import choose
from portal.notify.models import MailHours, Notification
from portal.notify.queries import inbox
from resources import actions as listings
from resources.alerts import actions
from resources.alerts.openings import opens_for
from resources.factories import listing
from resources.models import Alert, FreshnessPolicy, Listing, Opening, Status
from tests.resources.alerts.conftest import DAY, HOUR, save
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def titles(user):
    return [item.title for item in inbox(user).items]


def told(search):
    return Alert.objects.filter(search=search).count()


# --- What an opening is


@pytest.mark.parametrize(
    ("asked", "before", "after", "opens"),
    [
        ((), (), ("", "girls"), True),
        ((), ("", "boys"), ("", "girls", "boys"), False),
        (("girls",), ("", "boys"), ("", "girls", "boys"), True),
        (("girls",), (), ("", "boys"), False),
        (("girls", "boys"), ("", "boys"), ("", "girls", "boys"), False),
        ((), ("", "girls"), (), False),
        (("girls",), (), (), False),
    ],
)
def test_a_bed_opens_for_those_who_had_none(asked, before, after, opens):
    assert opens_for(asked, before, after) is opens


def test_a_count_with_room_after_a_full_one_opens(worker, full, count):
    search = save(worker)
    count(full)
    assert (told(search), titles(worker)) == (1, ["A bed has opened: Aspen House, Kern County"])


def test_a_count_with_room_after_none_at_all_opens(worker, count):
    search = save(worker)
    count(listing())
    assert told(search) == 1


def test_a_count_with_room_after_one_that_nobody_believes_any_more_opens(worker, count):
    search = save(worker)
    count(listing(counted=30 * DAY, beds=(6, 4)))
    assert told(search) == 1


def test_counting_again_while_it_is_open_is_no_second_opening(worker, full, count):
    search = save(worker)
    for occupied in (4, 4, 5, 3):
        count(full, occupied=occupied)
    assert (told(search), Opening.objects.count()) == (1, 1)


def test_full_and_open_again_is_a_second_opening(worker, full, count):
    search = save(worker)
    for occupied in (4, 6, 5):
        count(full, occupied=occupied)
    assert told(search) == 2


@pytest.mark.parametrize("occupied", [6])
def test_a_count_without_room_opens_nothing(full, count, occupied):
    count(full, occupied=occupied)
    assert Opening.objects.count() == 0


def test_a_waiting_list_is_no_opening(full, count):
    count(full, total=6, occupied=6, waiting_length=2)
    assert Opening.objects.count() == 0


def test_an_older_count_that_comes_late_opens_nothing(full, count):
    count(full, as_of=timezone.now() - 2 * HOUR)
    assert Opening.objects.count() == 0


def test_a_count_that_is_too_old_when_it_comes_opens_nothing(count):
    count(listing(), as_of=timezone.now() - 30 * DAY)
    assert Opening.objects.count() == 0


# --- Which searches it fits


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("", True),
        ("availability=capacity", True),
        ("availability=no-capacity", False),
        ("kind=placement", True),
        ("kind=service", False),
        ("kind=placement&kind=service", True),
        ("age=15", True),
        ("age=9", False),
        ("type=strtp&county=kern", True),
        ("type=strtp&county=inyo", False),
        ("population=girls", True),
        ("open_for=pregnant", True),
        ("population=boys", False),
        ("need=unstated", True),
        ("language=spanish", False),
        ("q=mentors", True),
        ("q=mentor+house", True),
        ("q=STRTP", True),
        ("q=clinic", False),
        ("q=house+-aspen", False),
        ("near=kern&within=25", True),
        ("near=fresno&within=50", False),
        ("near=fresno&within=200", True),
        ("near=fresno", True),
    ],
)
def test_filters_words_age_and_place_are_those_of_the_directory(worker, full, count, address, fits):
    search = save(worker, address)
    count(full)
    assert bool(told(search)) is fits


def test_the_directory_finds_what_was_told(at_work, worker, full, count):
    addresses = ["q=mentors&age=15&county=kern", "near=fresno&within=200&population=girls&availability=capacity"]
    searches = [save(worker, address) for address in addresses]
    count(full)
    assert [told(search) for search in searches] == [1, 1]
    for address in addresses:
        page = at_work.get(reverse("resources:directory") + "?" + address, follow=True)
        assert "Aspen House" in page.content.decode()


def test_who_asks_for_a_population_hears_of_a_bed_for_it_alone(worker, full, count):
    girls, pregnant, anybody = save(worker, "population=girls"), save(worker, "open_for=pregnant"), save(worker)
    count(full, total=2, occupied=2)
    count(full, total=2, occupied=1, whom="girls")
    assert [told(each) for each in (girls, pregnant, anybody)] == [1, 0, 1]
    count(full, total=2, occupied=1, whom="pregnant")
    assert [told(each) for each in (girls, pregnant, anybody)] == [1, 1, 1]


def test_a_listing_that_is_hidden_is_told_to_nobody(worker, keeper, full, django_capture_on_commit_callbacks):
    search = save(worker)
    with django_capture_on_commit_callbacks() as callbacks:
        listings.count_beds(full, by=keeper, total=6, occupied=4)
    Listing.objects.filter(pk=full.pk).update(status=Status.SUSPENDED)
    for callback in callbacks:
        callback()
    assert told(search) == 0


def test_each_search_is_tried_on_the_document_of_its_owners_tier(worker, member, count):
    secret = listing(
        name="Quiet Place", is_confidential=True, description="Survivor mentors", counted=HOUR, beds=(6, 6)
    )
    by_worker, by_member = save(worker, "q=mentors"), save(member, "q=mentors")
    whatever = save(member)
    count(secret)
    assert [told(each) for each in (by_worker, by_member, whatever)] == [1, 0, 1]


def test_of_a_confidential_listing_the_title_names_the_county_alone(worker, count):
    save(worker)
    count(listing(name="Quiet Place", is_confidential=True))
    assert titles(worker) == ["A bed has opened: a confidential listing, Kern County"]


def test_a_place_of_a_service_opens_too(worker, count):
    save(worker)
    count(listing(name="Cedar Advocates", kind="service"))
    assert titles(worker) == ["A place has opened: Cedar Advocates, Kern County"]


def test_paused_searches_and_people_who_have_left_hear_nothing(worker, member, full, count):
    paused, left = save(worker, alerts=False), save(member)
    member.memberships.update(valid_from=timezone.localdate() - 9 * DAY, valid_to=timezone.localdate() - DAY)
    count(full)
    assert (told(paused), told(left), Notification.objects.count()) == (0, 0, 0)


# --- How it is told


def test_two_searches_of_one_person_give_one_notification(worker, full, count):
    save(worker), save(worker, "kind=placement", urgent=True)
    count(full)
    assert Alert.objects.count() == 2
    assert list(Notification.objects.values_list("user", "urgent")) == [(worker.pk, True)]


def test_it_is_mailed_at_once_with_a_link_and_no_word_of_the_search(worker, full, count):
    save(worker, "q=mentors")
    count(full)
    sent = mail.outbox[0]
    assert (sent.to, sent.subject) == ([worker.email], "A bed has opened: Aspen House, Kern County")
    assert reverse("resources:opening", args=[Opening.objects.get().pk]) in sent.body
    assert "mentors" not in sent.body


def test_an_urgent_search_passes_quiet_hours_and_another_waits(worker, member, full, count):
    hour = timezone.localtime().hour
    for person_, urgent in ((worker, True), (member, False)):
        save(person_, urgent=urgent)
        choose(
            user=person_,
            deliveries={"listing.opened": Delivery.INSTANT},
            hours=MailHours(quiet=True, quiet_from=hour, quiet_until=(hour + 2) % 24, digest_hour=(hour + 3) % 24),
        )
    count(full)
    assert [each.to for each in mail.outbox] == [[worker.email]]
    assert mail.outbox[0].subject.startswith("Urgent: A bed has opened")


def test_a_mail_that_had_to_wait_is_not_sent_when_the_bed_is_taken(worker, full, count):
    save(worker)
    choose(user=worker, deliveries={"listing.opened": Delivery.DAILY})
    count(full)
    count(full, occupied=6)
    assert titles(worker) == []
    assert mail.outbox == []


def test_nor_when_the_count_is_no_longer_believed(worker, keeper):
    search = save(worker)
    listings.count_beds(listing(), by=keeper, total=6, occupied=4, as_of=timezone.now() - 5 * HOUR)
    FreshnessPolicy.objects.filter(subject="vacancy").update(fresh_hours=1, stale_hours=4)
    assert actions.tell_opening(Opening.objects.get().pk) == 0
    assert told(search) == 0


def test_who_no_longer_sees_the_listing_reads_nothing_of_it(worker, full, count):
    save(worker)
    count(full)
    Listing.objects.filter(pk=full.pk).update(status=Status.SUSPENDED)
    assert titles(worker) == []


def test_pausing_or_deleting_a_search_takes_back_what_was_not_read(worker, full, count):
    search = save(worker)
    count(full)
    actions.set_alerts(worker, search.pk, alerts=False)
    assert titles(worker) == []
    actions.set_alerts(worker, search.pk, alerts=True)
    assert len(titles(worker)) == 1
    actions.delete_search(worker, search.pk)
    assert titles(worker) == []


def test_the_link_leads_to_the_listing_and_counts_as_read(client, worker, member, full, count):
    save(worker)
    count(full)
    address = reverse("resources:opening", args=[Opening.objects.get().pk])
    sign_in(client, member)
    assert client.get(address).status_code == 404
    sign_in(client, worker)
    assert client.get(address).url == reverse("resources:listing", args=[full.pk])
    assert Notification.objects.get().read_at is not None


# --- Once, whatever happens


def test_the_same_opening_is_told_once_however_often_the_task_runs(worker, full, count):
    search = save(worker)
    count(full)
    assert actions.tell_opening(Opening.objects.get().pk) == 0
    actions.tell_left_over(timezone.now() + HOUR)
    assert (told(search), Notification.objects.count()) == (1, 1)


def test_what_a_crash_left_untold_is_told_by_the_clock(worker, keeper, full):
    search = save(worker)
    listings.count_beds(full, by=keeper, total=6, occupied=4)
    actions.tell_left_over()
    assert told(search) == 0
    actions.tell_left_over(timezone.now() + datetime.timedelta(minutes=3))
    assert told(search) == 1


def test_old_openings_are_forgotten(full, count):
    count(full)
    actions.tell_left_over(timezone.now() + 61 * DAY)
    assert Opening.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_telling_takes_the_same_queries_for_one_search_and_for_three(rows, full, keeper, django_assert_num_queries):
    for number in range(rows):
        save(person(county="fresno", role=Role.PLACING_WORKER), f"age={12 + number}")
    listings.count_beds(full, by=keeper, total=6, occupied=4)
    with django_assert_num_queries(37):
        assert actions.tell_opening(Opening.objects.get().pk) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_an_inbox_takes_the_same_queries_for_one_opening_and_for_three(rows, worker, count, django_assert_num_queries):
    save(worker)
    for _ in range(rows):
        count(listing())
    with django_assert_num_queries(9):
        assert len(inbox(worker).items) == rows
