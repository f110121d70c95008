"""The demo's convenings: that of 2023, from its own slides."""

from __future__ import annotations

from events.actions import tell_search
from events.convening_2023 import AGENDA, MONDAY, ROOMS, SPEAKERS, TUESDAY, Entry
from events.factories import (
    ConveningFactory,
    RoomFactory,
    SessionFactory,
    SessionSpeakerFactory,
    SpeakerFactory,
    TableTopicFactory,
    pacific,
)
from events.models import Convening, Room, Session, Speaker
from portal.vocabulary.models import Scheme, Term

INTRODUCTION = (
    "<p>PACT convenings make room to share ideas, lessons learned, challenges and next steps. In 2023 the theme was "
    "<b>Redefine</b>: local program design and community collaboration; the network's resources; listening to young "
    "people and people with lived experience; sustainability in the care of oneself and others.</p>"
)
SELF_CARE = (
    "<p>Some sessions speak of violence and exploitation. Step out whenever you need to, and come back when you like. "
    "The self-care and resource table is for everyone.</p>"
)


def build() -> None:
    """Makes the 2023 convening whole, published, each row checked as a person's entry would be."""
    convening = _convening()
    rooms = {name: RoomFactory(convening=convening, name=name, floor=floor) for name, floor in ROOMS.items()}
    speakers = {
        name: SpeakerFactory(name=name, title=title, organisation=organisation)
        for name, (title, organisation) in SPEAKERS.items()
    }
    tell_search(_session(convening, rooms, speakers, entry).pk for entry in AGENDA)


def _convening() -> Convening:
    convening = ConveningFactory(
        name="2023 PACT convening",
        slug="2023",
        theme="Redefine",
        venue="Hyatt Regency",
        address="1209 L Street",
        city="Sacramento",
        first_day=MONDAY,
        last_day=TUESDAY,
        introduction=INTRODUCTION,
        self_care=SELF_CARE,
        published_at=pacific(MONDAY, "08:00"),
    )
    convening.full_clean()
    return convening


def _session(convening: Convening, rooms: dict[str, Room], speakers: dict[str, Speaker], entry: Entry) -> Session:
    session = SessionFactory(
        convening=convening,
        kind=entry.kind,
        slug=entry.slug,
        title=entry.title,
        number=entry.number,
        option=entry.option,
        starts_at=pacific(entry.day, entry.starts),
        ends_at=pacific(entry.day, entry.ends),
        room=rooms.get(entry.room),
        summary=entry.summary,
        note=entry.note,
    )
    session.full_clean()
    for order, (name, role) in enumerate(entry.people):
        SessionSpeakerFactory(session=session, speaker=speakers[name], role=role, sort_order=order)
    for order, (table, topic) in enumerate(entry.tables):
        TableTopicFactory(session=session, table=table, topic=topic, sort_order=order)
    session.topics.set(Term.objects.filter(scheme=Scheme.TOPIC, code__in=entry.topics))
    session.save()
    return session
