"""Reminders that climb: once a step, once a day for each person, and anew after each answer.

It is over 300 lines: each step of the ladder is told for delegates, keepers and staff.
"""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.notify import kinds
from portal.notify.models import Notification
from resources import freshness
from resources.actions import count_beds
from resources.factories import AvailabilityFactory, county, listing, terms
from resources.keeping import outbox, reminding
from resources.keeping.actions import confirm, end_delegation
from resources.keeping.clocks import readings
from resources.keeping.keepers import Keeper
from resources.keeping.ladder import LADDER, Level
from resources.keeping.queries import complete_listing
from resources.keeping.reminding import remind
from resources.keeping.statements import seen_digest
from resources.models import Confirmation, Delegate, DelegateMail, FreshnessPolicy, Kind, Listing, Reminder, Subject
from tests.resources.keeping.conftest import delegate_of
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

PACIFIC = ZoneInfo("America/Los_Angeles")
# A Wednesday, 9 am Pacific.
NOW = datetime.datetime(2026, 3, 4, 9, 0, tzinfo=PACIFIC)
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
TYPES = {Subject.NIGHTLY: "temporary-shelter", Subject.VACANCY: "strtp", Subject.SERVICE: "advocacy"}


@pytest.fixture(autouse=True)
def nobody_remembers(monkeypatch):
    """What people say in a test is said at NOW, whatever the day is on which it runs."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def aged(subject, age, name="Bluebird House", where="kern", **fields):
    """A listing whose count is of this age at NOW, and whose text was confirmed then."""
    scheme = "service" if subject == Subject.SERVICE else "placement"
    made = listing(
        name=name,
        kind=Kind(scheme),
        county=county(where),
        related={"types": terms(scheme, TYPES[subject])},
        verified_at=NOW,
        created_at=NOW - 500 * DAY,
        **fields,
    )
    AvailabilityFactory(listing=made, as_of=NOW - age)
    return made


def texted(age, **fields):
    """A service without counts, whose text was confirmed so long before NOW."""
    made = listing(kind=Kind.SERVICE, county=county("kern"), created_at=NOW - 500 * DAY, **fields)
    Listing.objects.filter(pk=made.pk).update(verified_at=NOW - age)
    return made


def told():
    return list(Notification.objects.order_by("pk").values_list("user__email", "kind", "ref"))


@pytest.mark.parametrize(
    ("subject", "days"),
    [
        (Subject.NIGHTLY, [2, 3, 4, 6, 9, 18]),
        (Subject.VACANCY, [4, 7, 14, 28, 56]),
        (Subject.SERVICE, [21, 30, 60, 90, 180]),
        (Subject.TEXT, [75, 90, 150, 180, 240, 330]),
    ],
)
def test_with_the_first_policies_the_steps_are_the_days_of_the_plan(subject, days):
    stale = freshness.clocks()[subject].stale
    assert [round(share * stale / DAY, 6) for share, _ in LADDER[subject]] == days


def test_the_ladder_only_climbs():
    order = list(Level)
    for steps in LADDER.values():
        assert list(steps) == sorted(steps, key=lambda step: (step[0], order.index(step[1])))
        assert [order.index(level) for _, level in steps] == sorted(order.index(level) for _, level in steps)
        assert (steps[0][1], steps[-1][1]) == (Level.KEEPERS, Level.STAFF)


def test_before_it_is_stale_the_keepers_are_asked_once(keeper):
    aged(Subject.VACANCY, 4 * DAY)
    assert [remind(NOW), remind(NOW + HOUR), remind(NOW + DAY)] == [1, 0, 0]
    assert told() == [(keeper.email, "listing.reminded", "06029:2026-03-04")]
    assert Reminder.objects.get().step == 0


def test_nothing_is_asked_of_what_is_fresh(keeper):
    aged(Subject.VACANCY, 4 * DAY - HOUR)
    assert remind(NOW) == 0


def test_it_climbs_to_the_coordinators_and_then_to_staff(keeper):
    backup, staff = person(county="kern", role=Role.BACKUP), person(role=Role.STAFF)
    aged(Subject.VACANCY, 4 * DAY)
    for days in range(60):
        remind(NOW + days * DAY)
    days = {level: [] for level in Level}
    for reminder in Reminder.objects.order_by("day"):
        days[Level(reminder.level)].append((reminder.day - NOW.date()).days + 4)
    # a step that falls on a weekend waits for Monday
    assert days == {Level.KEEPERS: [4, 7 + 2], Level.LEADS: [14 + 2], Level.STAFF: [28 + 2, 56 + 2]}
    kinds_of = {
        person: [kind for email, kind, _ in told() if email == person.email] for person in (keeper, backup, staff)
    }
    assert kinds_of == {
        keeper: ["listing.reminded"] * 2 + ["listing.overdue"] * 3,
        backup: ["listing.reminded"] * 5,
        staff: ["listing.unanswered"] * 2,
    }


def test_a_count_starts_the_ladder_again(keeper):
    made = aged(Subject.VACANCY, 7 * DAY)
    remind(NOW)
    AvailabilityFactory(listing=made, as_of=NOW + HOUR)
    assert [remind(NOW + days * DAY) for days in range(1, 8)] == [0, 0, 0, 0, 1, 0, 0]


def test_missed_steps_are_not_made_up_for(keeper):
    aged(Subject.VACANCY, 100 * DAY)
    assert remind(NOW) == 1
    assert Reminder.objects.get().step == len(LADDER[Subject.VACANCY]) - 1


def test_the_two_clocks_climb_apart_and_make_one_message(keeper):
    made = aged(Subject.VACANCY, 7 * DAY)
    Listing.objects.filter(pk=made.pk).update(verified_at=NOW - 90 * DAY)
    assert remind(NOW) == 2
    assert len(told()) == 1


def test_thirty_stale_listings_of_a_county_are_one_message_and_one_mail(keeper):
    for number in range(30):
        delegate_of(aged(Subject.VACANCY, 7 * DAY, name=f"House {number:02}"))
    assert remind(NOW) == 30
    assert len(told()) == len(Notification.objects.values("user").distinct())
    assert outbox.deliver(NOW) == 1
    (message,) = mail.outbox
    assert message.subject == "Are 30 listings still right?"
    assert [line for line in message.body.splitlines() if line.startswith("House")] == [
        f"House {number:02} (Kern County)" for number in range(30)
    ]


def test_an_empty_shelter_is_counted_by_its_oldest_population(keeper):
    made = aged(Subject.NIGHTLY, HOUR)
    (girls,) = terms("population", "girls")
    AvailabilityFactory(listing=made, population=girls, as_of=NOW - 3 * DAY)
    (_, counts) = readings(complete_listing(made.pk), NOW, freshness.clocks())
    assert (counts.since, counts.freshness) == (NOW - 3 * DAY, "stale")


def test_a_service_that_was_never_counted_is_never_asked_for_a_count(keeper):
    made = texted(DAY)
    assert [each.clock for each in readings(complete_listing(made.pk), NOW, freshness.clocks())] == ["text"]


def test_a_placement_that_was_never_counted_is_as_old_as_its_listing(keeper):
    made = listing(county=county("kern"), created_at=NOW - 8 * DAY)
    (_, counts) = readings(complete_listing(made.pk), NOW, freshness.clocks())
    assert (counts.age, counts.freshness) == (8 * DAY, "never")


@pytest.mark.parametrize("status", ["draft", "suspended"])
def test_what_readers_do_not_find_is_not_asked_about(keeper, status):
    aged(Subject.VACANCY, 7 * DAY, status=status)
    assert remind(NOW) == 0


def test_a_policy_that_staff_change_moves_the_ladder(keeper):
    aged(Subject.VACANCY, 2 * DAY)
    assert remind(NOW) == 0
    FreshnessPolicy.objects.filter(subject=Subject.VACANCY).update(fresh_hours=24, stale_hours=48)
    assert remind(NOW) == 1


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        (NOW.replace(hour=6, minute=59), True),
        (NOW.replace(hour=7), False),
        (NOW.replace(hour=19, minute=59), False),
        (NOW.replace(hour=20), True),
        (datetime.datetime(2026, 7, 1, 13, 59, tzinfo=datetime.UTC), True),  # 6:59 in summer
        (datetime.datetime(2026, 7, 1, 14, 0, tzinfo=datetime.UTC), False),
    ],
)
def test_between_eight_in_the_evening_and_seven_no_mail_goes_out(keeper, at, quiet):
    assert outbox.is_quiet(at) is quiet
    outbox.put(delegate_of(aged(Subject.VACANCY, HOUR)).email, DelegateMail.Purpose.GRANTED, "1")
    DelegateMail.objects.update(created_at=at, ref=Delegate.objects.get().pk)
    assert outbox.deliver(at) == (0 if quiet else 1)


@pytest.mark.parametrize(("hour", "steps"), [(5, 0), (6, 1), (19, 1), (20, 0)])
def test_the_round_is_taken_before_the_daily_mail_and_never_at_night(keeper, hour, steps):
    aged(Subject.VACANCY, 5 * DAY)
    assert remind(NOW.replace(hour=hour)) == steps


def test_on_a_weekend_only_shelters_that_count_each_night_are_asked(keeper):
    saturday = NOW + 3 * DAY
    delegate_of(aged(Subject.VACANCY, 7 * DAY, name="Home"))
    delegate_of(aged(Subject.NIGHTLY, 2 * DAY - 3 * DAY, name="Shelter"), "shelter@x.example")
    AvailabilityFactory(listing=Listing.objects.get(name="Shelter"), as_of=NOW)
    assert (remind(saturday), outbox.deliver(saturday)) == (1, 1)
    assert mail.outbox[0].to == ["shelter@x.example"]


def test_a_mail_that_a_friday_left_waits_for_monday(keeper):
    friday = NOW + 2 * DAY
    delegate_of(aged(Subject.VACANCY, 7 * DAY))
    remind(friday)
    assert [outbox.deliver(friday + hours * HOUR) for hours in (11, 24, 48)] == [0, 0, 0]
    assert outbox.deliver(friday + 3 * DAY) == 1


def test_what_was_answered_before_the_mail_leaves_is_not_asked(keeper):
    made, other = aged(Subject.VACANCY, 7 * DAY), aged(Subject.VACANCY, 7 * DAY, name="Cedar Home")
    delegate_of(made)
    delegate_of(other)
    remind(NOW)
    AvailabilityFactory(listing=made, as_of=NOW + HOUR)
    outbox.deliver(NOW + 2 * HOUR)
    assert ("Cedar Home" in mail.outbox[0].body, "Bluebird House" in mail.outbox[0].body) == (True, False)


def test_a_delegate_who_was_ended_gets_nothing(keeper):
    delegate = delegate_of(aged(Subject.VACANCY, 7 * DAY))
    remind(NOW)
    end_delegation(keeper, delegate)
    assert (outbox.deliver(NOW), DelegateMail.objects.get().state) == (0, "none")


def test_a_mail_goes_out_once_whoever_delivers(keeper):
    delegate_of(aged(Subject.VACANCY, 7 * DAY))
    remind(NOW)
    assert [outbox.deliver(NOW) for _ in range(3)] == [1, 0, 0]


def test_a_mail_server_that_refuses_is_asked_again_and_a_dead_process_never_doubles(keeper, settings):
    delegate_of(aged(Subject.VACANCY, 7 * DAY))
    remind(NOW)
    settings.EMAIL_BACKEND = "tests.resources.keeping.refusing.Backend"
    assert (outbox.deliver(NOW), DelegateMail.objects.get().state) == (0, "waiting")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    DelegateMail.objects.update(state="sending")
    assert outbox.deliver(NOW) == 0
    DelegateMail.objects.update(state="waiting")
    assert outbox.deliver(NOW) == 1


def test_a_mail_that_waited_too_long_is_dropped(keeper):
    outbox.put("x@x.example", DelegateMail.Purpose.GRANTED, 1)
    assert (outbox.deliver(NOW + 5 * DAY), DelegateMail.objects.get().state) == (0, "none")


# --- What people with accounts read


def titles(user, code):
    kind = kinds.find(code)
    refs = list(Notification.objects.filter(user=user, kind=code).values_list("ref", flat=True))
    return list(kind.titles_for(user, refs).values())


def test_the_title_counts_what_is_left_and_goes_when_nothing_is(keeper):
    first, second = aged(Subject.VACANCY, 7 * DAY), aged(Subject.VACANCY, 7 * DAY, name="Cedar Home")
    remind(NOW)
    assert titles(keeper, "listing.reminded") == ["2 listings of Kern County: they grow old, look at them"]
    AvailabilityFactory(listing=first, as_of=NOW + HOUR)
    assert titles(keeper, "listing.reminded") == ["1 listing of Kern County: they grow old, look at them"]
    AvailabilityFactory(listing=second, as_of=NOW + HOUR)
    assert titles(keeper, "listing.reminded") == []


def test_a_newer_round_takes_the_place_of_the_older(keeper):
    aged(Subject.VACANCY, 4 * DAY)
    aged(Subject.VACANCY, 3 * DAY, name="Cedar Home")
    remind(NOW)
    remind(NOW + DAY)
    assert len(told()) == 2
    assert titles(keeper, "listing.reminded") == ["1 listing of Kern County: they grow old, look at them"]


def test_who_stopped_keeping_the_county_reads_nothing(keeper):
    aged(Subject.VACANCY, 7 * DAY)
    remind(NOW)
    keeper.memberships.update(role=Role.MEMBER)
    kind = kinds.find("listing.reminded")
    assert not kind.can_see(keeper, "06029:2026-03-04")
    for nonsense in ("", ":", "06029:", "06029:x", "x"):
        assert not kind.can_see(person(county="kern"), nonsense)


def test_staff_find_in_the_cms_what_has_no_answer(client, keeper):
    staff = person(role=Role.STAFF)
    aged(Subject.VACANCY, 100 * DAY, name="Silent House")
    aged(Subject.VACANCY, 4 * DAY, name="Young House")
    remind(NOW)
    assert titles(staff, "listing.unanswered") == ["1 listing in the directory: no answer for long"]
    sign_in(client, staff)
    text = client.get(reverse("keeping_report")).content.decode()
    assert ("Silent House" in text, "Young House" in text) == (True, False)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MEMBER, Role.MODERATOR])
def test_nobody_else_opens_that_report(client, role):
    sign_in(client, person(role=role))
    assert client.get(reverse("keeping_report")).status_code == 403


def test_confirming_answers_the_text_clock(keeper):
    made = texted(90 * DAY, name="Almond Advocates")
    remind(NOW)
    assert titles(keeper, "listing.reminded") != []
    confirm(Keeper(user=keeper), {made.pk: seen_digest(complete_listing(made.pk))})
    Listing.objects.filter(pk=made.pk).update(verified_at=NOW + HOUR)
    assert (titles(keeper, "listing.reminded"), Confirmation.objects.count()) == ([], 1)


def test_a_round_reads_all_listings_in_a_known_number_of_queries(keeper, django_assert_num_queries):
    for number in range(3):
        aged(Subject.VACANCY, 7 * DAY, name=f"House {number}")
    with django_assert_num_queries(13):
        assert len(reminding.steps_due(NOW)) == 3


def test_counting_through_the_site_answers_too(keeper, monkeypatch):
    made = aged(Subject.VACANCY, 7 * DAY)
    remind(NOW)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + HOUR)
    count_beds(made, by=keeper, total=6, occupied=6)
    assert titles(keeper, "listing.reminded") == []


def test_a_listing_that_was_never_confirmed_waits_for_an_answer_too(keeper):
    made = listing(kind=Kind.SERVICE, county=county("kern"), verified_at=None, created_at=NOW - 90 * DAY)
    delegate_of(made)
    remind(NOW)
    assert titles(keeper, "listing.reminded") == ["1 listing of Kern County: they grow old, look at them"]
    assert outbox.deliver(NOW) == 1
    assert "text and contacts: last confirmed, or added, 90 days ago" in mail.outbox[0].body
