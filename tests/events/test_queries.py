"""The agenda as data, and the number of SQL queries it takes."""

import datetime

import pytest
from django.utils import timezone

from events import queries
from events.factories import (
    ConveningFactory,
    RoomFactory,
    SessionFactory,
    SessionSpeakerFactory,
    SpeakerFactory,
    TableTopicFactory,
    pacific,
)
from events.models import Convening, Session, SessionSpeaker
from portal.vocabulary.models import Term

pytestmark = pytest.mark.django_db
DAY = datetime.date(2030, 5, 6)


def _fill(convening, sessions):
    """So many sessions, one a minute, each in a room and with a speaker; in bulk, because 400 are many."""
    room, speaker = RoomFactory(convening=convening), SpeakerFactory()
    minutes = (pacific(DAY, "08:00") + datetime.timedelta(minutes=number) for number in range(sessions))
    made = Session.objects.bulk_create(
        SessionFactory.build(convening=convening, starts_at=minute, room=room) for minute in minutes
    )
    SessionSpeaker.objects.bulk_create(SessionSpeaker(session=session, speaker=speaker) for session in made)


@pytest.mark.parametrize("sessions", [1, 3, 400])
def test_an_agenda_takes_three_queries_whatever_its_length(sessions, member, django_assert_num_queries):
    convening = ConveningFactory()
    _fill(convening, sessions)
    with django_assert_num_queries(3):
        (day,) = queries.agenda_for(convening, member)
    assert len(day.slots) == sessions
    assert all(len(slot.items[0].parts) == 1 for slot in day.slots)


def test_sessions_are_grouped_by_pacific_day_and_slot_with_breakouts_as_options(member):
    convening = ConveningFactory()
    evening = pacific(DAY, "20:00")  # the next day in UTC
    SessionFactory(convening=convening, title="Reception", starts_at=evening)
    SessionFactory(convening=convening, title="Breakfast", starts_at=pacific(DAY + datetime.timedelta(days=1), "08:00"))
    for option, title in [(2, "Second"), (1, "First")]:
        SessionFactory(convening=convening, title=title, number="II", option=option)
    days = queries.agenda_for(convening, member)
    assert [(day.date.day, [[item.title for item in slot.items] for slot in day.slots]) for day in days] == [
        (6, [["First", "Second"], ["Reception"]]),
        (7, [["Breakfast"]]),
    ]
    assert (days[0].slots[0].is_choice, days[0].slots[0].number) == (True, "II")
    assert (days[0].slots[1].is_choice, days[0].slots[1].number) == (False, "")
    assert days[0].slots[1].items[0].starts_at.isoformat() == "2030-05-06T20:00:00-07:00"


def test_sessions_that_start_together_and_end_apart_are_two_slots(member):
    convening = ConveningFactory()
    SessionFactory(convening=convening)
    SessionFactory(convening=convening, ends_at=pacific(DAY, "11:00"))
    (day,) = queries.agenda_for(convening, member)
    assert [slot.ends_at.hour for slot in day.slots] == [10, 11]


@pytest.mark.parametrize(("clock", "on_now"), [("08:59", False), ("09:00", True), ("09:59", True), ("10:00", False)])
def test_a_slot_is_on_from_its_start_up_to_its_end(clock, on_now, published, member):
    (day,) = queries.agenda_for(published, member, at=pacific(DAY, clock))
    assert [slot.is_now for slot in day.slots] == [on_now]


def test_who_may_not_see_a_convening_gets_an_empty_agenda(draft, member, staff):
    assert queries.agenda_for(draft, member) == []
    assert len(queries.agenda_for(draft, staff)) == 1


def test_another_convenings_sessions_are_not_on_the_agenda(published, member):
    SessionFactory(convening=ConveningFactory(), title="Elsewhere")
    (day,) = queries.agenda_for(published, member)
    assert [item.title for slot in day.slots for item in slot.items] == ["Opening plenary"]


def test_a_person_with_two_parts_is_named_once_with_both(member):
    session = SessionFactory()
    first = SessionSpeakerFactory(session=session, sort_order=0)
    SessionSpeakerFactory(session=session, sort_order=1)
    SessionSpeakerFactory(session=session, speaker=first.speaker, role=SessionSpeaker.Role.PANELIST, sort_order=2)
    (day,) = queries.agenda_for(session.convening, member)
    assert [part.roles for part in day.slots[0].items[0].parts] == ["Presenter and panelist", "Presenter"]


def test_the_next_convening_is_the_first_published_one_that_is_not_over(django_assert_num_queries):
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    ConveningFactory(first_day=today - 9 * day, last_day=today - day)
    ConveningFactory(first_day=today + 20 * day)
    ConveningFactory(first_day=today + day, draft=True)
    with django_assert_num_queries(1):
        assert queries.next_convening().first_day == today + 20 * day
    on_now = ConveningFactory(first_day=today - day, last_day=today)
    assert queries.next_convening() == on_now


def test_no_convening_is_announced():
    ConveningFactory(draft=True)
    assert queries.next_convening() is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_convenings_takes_two_queries(count, member, django_assert_num_queries):
    made = [ConveningFactory(first_day=DAY + datetime.timedelta(days=30 * number)) for number in range(count)]
    with django_assert_num_queries(2):
        assert queries.convenings(member) == made[::-1]


def test_a_convening_that_one_may_not_see_does_not_exist(draft, member, staff):
    with pytest.raises(Convening.DoesNotExist):
        queries.convening(draft.slug, member)
    assert queries.convening(draft.slug, staff) == draft


@pytest.mark.parametrize("others", [1, 3])
def test_a_session_page_takes_seven_queries(others, member, django_assert_num_queries):
    session = SessionFactory(room=RoomFactory())
    session.convening = session.room.convening
    session.topics.set(Term.objects.filter(scheme="topic", code__in=["placement", "data"]))
    session.save()
    TableTopicFactory(session=session, table="Bluebird", topic="Harm reduction")
    for option in range(others):
        SessionSpeakerFactory(session=session)
        SessionFactory(convening=session.convening, option=option, title=f"Option {option}")
    with django_assert_num_queries(7):
        page = queries.session_page(session.convening.slug, session.slug, member)
    assert page.convening == session.convening
    assert len(page.item.parts) == others
    assert page.topics == ("Placement", "Data and evaluation")
    assert page.table_topics == (("Bluebird", "Harm reduction"),)
    assert [other.title for other in page.options] == [f"Option {option}" for option in range(others)]


def test_a_session_of_a_draft_does_not_exist_for_members(draft, member, staff):
    with pytest.raises(Session.DoesNotExist):
        queries.session_page(draft.slug, "secret", member)
    assert queries.session_page(draft.slug, "secret", staff).item.title == "Unannounced plenary"
