"""Convenings for tests and for the demo."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from events.models import Convening, Room, Session, SessionSpeaker, Speaker, TableTopic

PACIFIC = ZoneInfo("America/Los_Angeles")


def pacific(day: datetime.date, clock: str) -> datetime.datetime:
    """A moment on a Pacific day: `pacific(day, "13:30")`."""
    return datetime.datetime.combine(day, datetime.time.fromisoformat(clock), PACIFIC)


class ConveningFactory(DjangoModelFactory):
    """A published two-day convening in Fresno in May 2030, with no rooms and no sessions."""

    class Meta:
        model = Convening

    class Params:
        draft = factory.Trait(published_at=None)

    name = factory.Sequence(lambda n: f"Convening {n}")
    slug = factory.Sequence(lambda n: f"convening-{n}")
    city = "Fresno"
    first_day = datetime.date(2030, 5, 6)
    last_day = factory.LazyAttribute(lambda convening: convening.first_day + datetime.timedelta(days=1))
    published_at = factory.LazyFunction(timezone.now)


class RoomFactory(DjangoModelFactory):
    """A room of a new convening."""

    class Meta:
        model = Room

    convening = factory.SubFactory(ConveningFactory)
    name = factory.Sequence(lambda n: f"Room {n}")


class SessionFactory(DjangoModelFactory):
    """A plenary of an hour, from 9:00 on the first day of a new convening, in no room."""

    class Meta:
        model = Session

    convening = factory.SubFactory(ConveningFactory)
    kind = Session.Kind.PLENARY
    title = factory.Sequence(lambda n: f"Plenary {n}")
    slug = factory.Sequence(lambda n: f"plenary-{n}")
    starts_at = factory.LazyAttribute(lambda session: pacific(session.convening.first_day, "09:00"))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + datetime.timedelta(hours=1))


class SpeakerFactory(DjangoModelFactory):
    """An invented speaker."""

    class Meta:
        model = Speaker

    name = factory.Sequence(lambda n: f"Morgan Reyes {n}")
    organisation = "Delta Youth Advocates"


class SessionSpeakerFactory(DjangoModelFactory):
    """A new speaker presents at a new session."""

    class Meta:
        model = SessionSpeaker

    session = factory.SubFactory(SessionFactory)
    speaker = factory.SubFactory(SpeakerFactory)


class TableTopicFactory(DjangoModelFactory):
    """What one table of a new session talks about."""

    class Meta:
        model = TableTopic

    session = factory.SubFactory(SessionFactory, kind=Session.Kind.TABLE_TALKS)
    topic = factory.Sequence(lambda n: f"Topic {n}")
