"""Reads: who may see what is asked of `access`, and the number of SQL queries is known."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils import timezone

from events.access import visible_convenings, visible_sessions
from events.models import Convening, Session, SessionQuerySet, SessionSpeaker, Speaker

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

    Reader = User | AnonymousUser


@dataclass(frozen=True)
class Part:
    """Someone on the agenda, and what they do in one session."""

    name: str
    affiliation: str
    roles: str


@dataclass(frozen=True)
class AgendaItem:
    """A session as the agenda shows it. Times are Pacific."""

    slug: str
    title: str
    kind: str
    kind_label: str
    number: str
    option: int | None
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    room: str
    summary: str
    note: str
    parts: tuple[Part, ...]

    @property
    def is_pause(self) -> bool:
        """True for what nobody prepares for: registration, meals, breaks."""
        return self.kind in Session.PAUSES


@dataclass(frozen=True)
class Slot:
    """Sessions that start and end together: one, or the options to choose from."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    items: tuple[AgendaItem, ...]
    is_now: bool

    @property
    def is_choice(self) -> bool:
        return len(self.items) > 1

    @property
    def number(self) -> str:
        """The number that the slot's sessions share ("II"), or nothing."""
        numbers = {item.number for item in self.items}
        return numbers.pop() if len(numbers) == 1 else ""


@dataclass(frozen=True)
class Day:
    """One Pacific day of the agenda."""

    date: datetime.date
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class SessionPage:
    """One session with all that its page shows. `options` are the other sessions of its slot."""

    convening: Convening
    item: AgendaItem
    topics: tuple[str, ...]
    table_topics: tuple[tuple[str, str], ...]
    options: tuple[AgendaItem, ...]


def next_convening() -> Convening | None:
    """The published convening that is on today or starts next; None when none is announced. One SQL query."""
    return Convening.objects.published().not_over().order_by("first_day").first()


def convenings(viewer: Reader) -> list[Convening]:
    """The convenings that a person may see, newest first. Two SQL queries."""
    return list(visible_convenings(viewer))


def convening(slug: str, viewer: Reader) -> Convening:
    """One convening; raises Convening.DoesNotExist also where the person may not see it. Two SQL queries."""
    return visible_convenings(viewer).get(slug=slug)


def agenda_for(convening: Convening, viewer: Reader, at: datetime.datetime | None = None) -> list[Day]:
    """The agenda by day and slot; empty for a person who may not see the convening. Three SQL queries.

    `at` is the moment that counts as now (the present unless given).
    """
    now = at or timezone.now()
    items = [_item(session) for session in _with_people(visible_sessions(viewer).filter(convening=convening))]
    return [
        Day(date, tuple(_slots(of_day, now))) for date, of_day in groupby(items, lambda item: item.starts_at.date())
    ]


def session_page(convening_slug: str, slug: str, viewer: Reader) -> SessionPage:
    """One session; raises Session.DoesNotExist also where the person may not see it. Seven SQL queries."""
    session = (
        _with_people(visible_sessions(viewer))
        .select_related("convening")
        .prefetch_related("topics", "table_topics")
        .get(convening__slug=convening_slug, slug=slug)
    )
    beside = Session.objects.filter(
        convening=session.convening_id, starts_at=session.starts_at, ends_at=session.ends_at
    ).exclude(pk=session.pk)
    return SessionPage(
        convening=session.convening,
        item=_item(session),
        topics=tuple(topic.label for topic in session.topics.all()),
        table_topics=tuple((each.table, each.topic) for each in session.table_topics.all()),
        options=tuple(_item(other) for other in _with_people(beside)),
    )


def sessions_of(thing: Convening | Session | Speaker) -> list[int]:
    """Keys of the sessions in which something shows: a convening's, a session itself, a speaker's. One SQL query at most."""
    if isinstance(thing, Session):
        return [thing.pk]
    if isinstance(thing, Speaker):
        return list(thing.parts.order_by("session").values_list("session", flat=True).distinct())
    return list(thing.sessions.values_list("pk", flat=True))


def _with_people(sessions: SessionQuerySet) -> SessionQuerySet:
    return sessions.select_related("room").prefetch_related(
        Prefetch("parts", SessionSpeaker.objects.select_related("speaker"))
    )


def _item(session: Session) -> AgendaItem:
    return AgendaItem(
        slug=session.slug,
        title=session.title,
        kind=session.kind,
        kind_label=session.get_kind_display(),
        number=session.number,
        option=session.option,
        starts_at=session.local_start,
        ends_at=session.local_end,
        room=str(session.room) if session.room else "",
        summary=session.summary,
        note=session.note,
        parts=tuple(_parts(session)),
    )


def _parts(session: Session) -> list[Part]:
    """The session's people in the program's order, each once with all that they do."""
    roles: dict[int, list[SessionSpeaker]] = {}
    for row in session.parts.all():
        roles.setdefault(row.speaker_id, []).append(row)
    return [
        Part(
            rows[0].speaker.name,
            rows[0].speaker.affiliation,
            " and ".join(row.get_role_display() for row in rows).capitalize(),
        )
        for rows in roles.values()
    ]


def _slots(items: Iterable[AgendaItem], now: datetime.datetime) -> list[Slot]:
    in_order = sorted(items, key=_span)
    return [
        Slot(starts_at, ends_at, tuple(together), starts_at <= now < ends_at)
        for (starts_at, ends_at), together in groupby(in_order, _span)
    ]


def _span(item: AgendaItem) -> tuple[datetime.datetime, datetime.datetime]:
    return item.starts_at, item.ends_at
