"""What search may find of sessions, and for whom."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser

from events.actions import publish_convening, tell_search, withdraw_convening
from events.factories import SessionFactory, SessionSpeakerFactory, TableTopicFactory
from events.models import Session
from events.search_documents import ConveningSource, SessionSource
from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.vocabulary.models import Term
from search import Tier
from search.service import SearchRequest, search

pytestmark = pytest.mark.django_db
source = SessionSource()


def _document(session):
    document, copy = source.documents([str(session.pk)])
    assert (document.tier, copy) == (Tier.MEMBER, replace(document, tier=Tier.PLACING))
    return document


def test_a_published_session_is_a_document_for_each_tier_of_members():
    session = SessionFactory(convening__slug="fresno", title="Harm reduction", summary="A panel.")
    SessionSpeakerFactory(session=session, speaker__name="Ines Wolfe", speaker__organisation="Kings County")
    TableTopicFactory(session=session, table="Bluebird", topic="Outreach")
    session.topics.set(Term.objects.filter(scheme="topic", code="placement"))
    session.save()
    document = _document(session)
    assert (document.kind, document.tier) == ("session", Tier.MEMBER)
    assert document.fields["title"] == "Harm reduction"
    assert document.fields["terms"] == "Placement\nInes Wolfe Kings County"
    assert document.fields["body"].startswith("A panel.\nBluebird: Outreach\n")
    assert document.facets == {"topic": ("placement",), "convening": ("fresno",)}


def test_drafts_and_pauses_have_no_document(draft, published):
    pause = SessionFactory(convening=published, kind=Session.Kind.MEAL)
    assert list(source.documents([str(draft.sessions.get().pk), str(pause.pk)])) == []
    assert source.all_pks() == [str(published.sessions.get(slug="opening").pk)]


def test_documents_take_five_queries(published, django_assert_num_queries):
    for _ in range(3):
        SessionSpeakerFactory(session=SessionFactory(convening=published))
    pks = list(source.all_pks())
    with django_assert_num_queries(5):
        assert len(list(source.documents(pks))) == 8


def test_a_change_makes_the_version_grow(published):
    session = published.sessions.get()
    before = _document(session).version
    tell_search([session.pk])
    assert _document(session).version > before


def test_visible_keys_keep_their_order_and_lose_drafts(published, draft, member, staff):
    open_pk, draft_pk = (str(each.sessions.get().pk) for each in (published, draft))
    assert source.visible_pks(member, [draft_pk, open_pk]) == [open_pk]
    assert source.visible_pks(staff, [draft_pk, open_pk]) == [draft_pk, open_pk]
    assert source.visible_pks(AnonymousUser(), [open_pk]) == []


def test_a_hit_names_day_time_and_convening(published, member):
    session = published.sessions.get()
    (hit,) = source.hits(member, [str(session.pk)])
    assert hit.title == "Opening plenary"
    assert hit.url == f"/convenings/{published.slug}/sessions/opening/"
    assert hit.summary == "May 6, 2030, 9:00 a.m. Pacific"
    assert hit.kind_label == f"Session, {published.name}"


def test_a_speakers_name_finds_the_session_for_members_and_for_nobody_else(published, member):
    session = published.sessions.get()
    SessionSpeakerFactory(session=session, speaker__name="Ines Wolfe")
    tell_search([session.pk])
    assert [hit.title for hit in search(SearchRequest(text="wolfe", user=member)).hits] == ["Opening plenary"]
    assert search(SearchRequest(text="wolfe", user=AnonymousUser())).total == 0


def test_coordinators_find_sessions_too(published):
    tell_search([published.sessions.get().pk])
    coordinator = person(county="kern", role=Role.COORDINATOR)
    assert [hit.title for hit in search(SearchRequest(text="plenary", user=coordinator)).hits] == ["Opening plenary"]


def test_a_convening_is_found_by_members_while_it_is_published(draft, member, staff):
    draft.theme = "Canarytheme"
    draft.save()

    def found(user):
        request = SearchRequest(text="canarytheme", user=user, kinds=("convening",))
        return [(hit.title, hit.url, hit.kind_label) for hit in search(request).hits]

    readers = (AnonymousUser(), member, person(county="kern", role=Role.COORDINATOR))
    tell_search([draft.sessions.get().pk])
    assert [found(user) for user in readers] == [[], [], []]
    publish_convening(draft.pk, staff)
    line = (draft.name, f"/convenings/{draft.slug}/", "Convening")
    assert [found(user) for user in readers] == [[], [line], [line]]
    assert ConveningSource().visible_pks(member, [str(draft.pk)]) == [str(draft.pk)]
    withdraw_convening(draft.pk, staff)
    assert [found(user) for user in readers] == [[], [], []]
    assert ConveningSource().visible_pks(member, [str(draft.pk)]) == []


def test_convenings_take_one_query(published, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(list(ConveningSource().documents([str(published.pk)]))) == 2
