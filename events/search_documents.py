"""What search knows of sessions: those of published convenings, for members. Pauses are not worth finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format

from events.access import visible_sessions
from events.models import Session, SessionQuerySet
from search import Hit, SearchDocument, Tier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

KIND = "session"


class SessionSource:
    """The agenda as search asks for it. A draft's sessions are staff's own, and found in the CMS alone."""

    def documents(self, pks: Sequence[str]) -> Iterable[SearchDocument]:
        """One document for members for each published session. Five SQL queries."""
        sessions = _findable().filter(pk__in=pks).select_related("convening", "room")
        return [_document(session) for session in sessions.prefetch_related("topics", "table_topics", "parts__speaker")]

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


def _findable() -> SessionQuerySet:
    return Session.objects.filter(convening__published_at__isnull=False).exclude(kind__in=Session.PAUSES)


def _document(session: Session) -> SearchDocument:
    topics = list(session.topics.all())
    people = [f"{part.speaker.name} {part.speaker.affiliation}" for part in session.parts.all()]
    tables = [str(each) for each in session.table_topics.all()]
    return SearchDocument(
        kind=KIND,
        pk=str(session.pk),
        tier=Tier.MEMBER,
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
