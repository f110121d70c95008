"""What search knows of published convenings and their sessions, for members. Pauses are not worth finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.db.models import Max
from django.urls import reverse
from django.utils.formats import date_format
from wagtail.rich_text import get_text_for_indexing

from events.access import visible_convenings, visible_sessions
from events.models import Convening, Session, SessionQuerySet
from search import Hit, SearchDocument, Tier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

KIND = "session"
CONVENING = "convening"
# A reader searches one tier, their highest, so that what members may find has a document in the tier of placing roles too.
TIERS = (Tier.MEMBER, Tier.PLACING)


class SessionSource:
    """The agenda as search asks for it. A draft's sessions are staff's own, and found in the CMS alone."""

    def documents(self, pks: Sequence[str]) -> Iterable[SearchDocument]:
        """A document for each tier of members, for each published session. Five SQL queries."""
        sessions = _findable().filter(pk__in=pks).select_related("convening", "room")
        for session in sessions.prefetch_related("topics", "table_topics", "parts__speaker"):
            yield from _documents(session)

    def all_pks(self) -> Iterable[str]:
        return [str(pk) for pk in _findable().values_list("pk", flat=True)]

    def visible_pks(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[str]:
        """Two SQL queries."""
        visible = {str(pk) for pk in visible_sessions(user).filter(pk__in=pks).values_list("pk", flat=True)}
        return [pk for pk in pks if pk in visible]

    def hits(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[Hit]:
        """One SQL query."""
        found = {str(each.pk): each for each in Session.objects.filter(pk__in=pks).select_related("convening", "room")}
        return [_hit(found[pk]) for pk in pks]


class ConveningSource:
    """Published convenings."""

    def documents(self, pks: Sequence[str]) -> Iterable[SearchDocument]:
        """A document for each tier of members, for each published convening. One SQL query."""
        published = Convening.objects.published().filter(pk__in=pks)
        for convening in published.annotate(changed_at=Max("sessions__changed_at")):
            for tier in TIERS:
                yield SearchDocument(
                    kind=CONVENING,
                    pk=str(convening.pk),
                    tier=tier,
                    fields={
                        "title": convening.name,
                        "alias": convening.theme,
                        "body": f"{convening.venue}\n{convening.city}\n{get_text_for_indexing(convening.introduction)}",
                    },
                    facets={},
                    version=int(convening.changed_at.timestamp() * 1_000_000),  # one without a session isn't published
                )

    def all_pks(self) -> Iterable[str]:
        return [str(pk) for pk in Convening.objects.published().values_list("pk", flat=True)]

    def visible_pks(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[str]:
        """Two SQL queries."""
        visible = {str(pk) for pk in visible_convenings(user).filter(pk__in=pks).values_list("pk", flat=True)}
        return [pk for pk in pks if pk in visible]

    def hits(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[Hit]:
        """One SQL query."""
        found = {str(each.pk): each for each in Convening.objects.filter(pk__in=pks)}
        return [_convening_hit(found[pk]) for pk in pks]


def _convening_hit(convening: Convening) -> Hit:
    days = f"{date_format(convening.first_day, 'F j')} to {date_format(convening.last_day, 'F j, Y')}"
    return Hit(
        title=convening.name,
        url=reverse("events:agenda", args=[convening.slug]),
        summary=", ".join(part for part in (convening.theme, days, convening.city) if part),
        kind_label="Convening",
    )


def _findable() -> SessionQuerySet:
    return Session.objects.filter(convening__published_at__isnull=False).exclude(kind__in=Session.PAUSES)


def _documents(session: Session) -> Iterator[SearchDocument]:
    topics = list(session.topics.all())
    people = [f"{part.speaker.name} {part.speaker.affiliation}" for part in session.parts.all()]
    tables = [str(each) for each in session.table_topics.all()]
    for tier in TIERS:
        yield SearchDocument(
            kind=KIND,
            pk=str(session.pk),
            tier=tier,
            fields={
                "title": session.title,
                "terms": "\n".join([*(topic.label for topic in topics), *people]),
                "body": "\n".join(
                    [session.summary, *tables, session.note, session.convening.name, session.convening.theme]
                ),
            },
            facets={"topic": tuple(topic.code for topic in topics), "convening": (session.convening.slug,)},
            version=int(session.changed_at.timestamp() * 1_000_000),
        )


def _hit(session: Session) -> Hit:
    when = f"{date_format(session.local_start, 'F j, Y, g:i a')} Pacific"
    return Hit(
        title=session.title,
        url=reverse("events:session", args=[session.convening.slug, session.slug]),
        summary=". ".join(part for part in (when, session.room and str(session.room), session.summary) if part),
        kind_label=f"Session, {session.convening}",
    )
