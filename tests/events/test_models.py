"""What the agenda refuses, in which words."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from events.factories import (
    ConveningFactory,
    RoomFactory,
    SessionFactory,
    SessionSpeakerFactory,
    pacific,
)
from events.models import Convening, SessionSpeaker

pytestmark = pytest.mark.django_db
DAY = datetime.date(2030, 5, 6)


def _messages(thing):
    with pytest.raises(ValidationError) as refused:
        thing.full_clean()
    return refused.value.messages


def _session(convening, starts="09:00", ends="10:00", day=DAY, **fields):
    return SessionFactory.build(
        convening=convening, starts_at=pacific(day, starts), ends_at=pacific(day, ends), **fields
    )


@pytest.fixture
def convening():
    return ConveningFactory()


def test_a_session_in_its_days_and_a_free_room_is_accepted(convening):
    _session(convening, room=RoomFactory(convening=convening)).full_clean()


def test_a_session_that_ends_before_it_starts_is_refused(convening):
    assert _messages(_session(convening, "09:00", "09:00")) == [
        "The session ends before it starts. Check the two times, and a.m. and p.m."
    ]


def test_the_database_refuses_it_too(convening):
    with pytest.raises(IntegrityError), transaction.atomic():
        _session(convening, "09:00", "08:00").save()


@pytest.mark.parametrize("day", [datetime.date(2030, 5, 5), datetime.date(2030, 5, 8)])
def test_a_session_outside_the_convenings_days_is_refused(convening, day):
    assert _messages(_session(convening, day=day)) == [
        "The convening runs from May 6, 2030 to May 7, 2030, and this session would be outside. "
        "Change the session's times, or the convening's days first."
    ]


def test_an_evening_session_on_the_last_pacific_day_is_inside_though_utc_is_a_day_ahead(convening):
    _session(convening, "20:00", "21:00", day=datetime.date(2030, 5, 7)).full_clean()


def test_a_taken_room_is_refused_with_the_name_of_the_session_that_has_it(convening):
    room = RoomFactory(convening=convening, name="Oak Room")
    _session(convening, "09:00", "10:30", title="Harm reduction", room=room).save()
    assert _messages(_session(convening, "10:00", "11:00", room=room)) == [
        "Oak Room is taken by “Harm reduction” from 9 a.m. to 10:30 a.m.. Choose another room or time."
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "free"),
    [
        ("08:00", "09:00", True), ("10:00", "11:00", True), ("08:00", "09:01", False),
        ("09:59", "11:00", False), ("09:15", "09:45", False), ("08:00", "11:00", False), ("09:00", "10:00", False),
    ],
)  # fmt: skip
def test_a_room_is_free_up_to_the_minute(convening, starts, ends, free):
    room = RoomFactory(convening=convening)
    _session(convening, "09:00", "10:00", room=room).save()
    later = _session(convening, starts, ends, room=room)
    if free:
        later.full_clean()
    else:
        assert len(_messages(later)) == 1


def test_the_same_room_at_the_same_time_of_another_day_is_free(convening):
    room = RoomFactory(convening=convening)
    _session(convening, room=room).save()
    _session(convening, day=datetime.date(2030, 5, 7), room=room).full_clean()


def test_saving_a_session_again_is_no_clash_with_itself(convening):
    session = _session(convening, room=RoomFactory(convening=convening))
    session.save()
    session.full_clean()


def test_two_sessions_without_a_room_never_clash(convening):
    _session(convening).save()
    _session(convening).full_clean()


def test_a_room_of_another_convening_is_refused(convening):
    assert _messages(_session(convening, room=RoomFactory())) == [
        "That room is at another convening. Choose one of this convening's rooms."
    ]


def test_two_options_of_one_slot_have_different_numbers(convening):
    _session(convening, option=1).save()
    assert _messages(_session(convening, option=1)) == [
        "Another breakout of that slot is this option already. Give it another number."
    ]
    _session(convening, option=2).full_clean()


def test_two_sessions_of_a_convening_have_different_addresses(convening):
    _session(convening, slug="opening").save()
    assert _messages(_session(convening, slug="opening")) == [
        "Another session of this convening has that address. Choose another one."
    ]
    SessionFactory(slug="opening")


def test_addresses_stay_once_published():
    session = SessionFactory(convening__slug="fresno", slug="opening")
    session.slug = "welcome"
    session.convening.slug = "clovis"
    assert _messages(session) == [
        "People hold links and printed codes that lead to “opening”. Leave the address as it is."
    ]
    assert _messages(session.convening) == [
        "People hold links and printed codes that lead to “fresno”. Leave the address as it is."
    ]


def test_addresses_of_a_draft_may_change():
    session = SessionFactory(convening=ConveningFactory(draft=True))
    session.slug = session.convening.slug = "another"
    session.full_clean()
    session.convening.full_clean()


def test_a_convening_that_ends_before_it_starts_is_refused():
    backwards = ConveningFactory.build(last_day=DAY - datetime.timedelta(days=1))
    assert _messages(backwards) == ["The last day is before the first day. Change one of them."]


def test_days_that_leave_a_session_outside_are_refused(convening):
    _session(convening, title="Closing plenary", day=datetime.date(2030, 5, 7)).save()
    convening.last_day = DAY
    assert _messages(convening) == [
        "“Closing plenary” on May 7 would fall outside these days. Move that session first."
    ]


def test_a_speaker_has_a_part_once_and_may_have_two():
    part = SessionSpeakerFactory(role=SessionSpeaker.Role.PRESENTER)
    again = SessionSpeaker(session=part.session, speaker=part.speaker, role=SessionSpeaker.Role.PRESENTER)
    assert _messages(again) == ["This person already has this part in the session."]
    again.role = SessionSpeaker.Role.PANELIST
    again.full_clean()


def test_a_convening_is_over_on_the_day_after_its_last(convening):
    on = [convening in Convening.objects.not_over(DAY + datetime.timedelta(days=days)) for days in (0, 1, 2)]
    assert on == [True, True, False]
