"""Staff's way to keep an agenda: what the CMS offers, stores and refuses."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from events.factories import ConveningFactory, RoomFactory, SessionFactory, SessionSpeakerFactory, SpeakerFactory
from events.models import Convening, Room, Session
from portal.accounts.factories import person
from portal.accounts.roles import Role
from search.service import SearchRequest, search
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cms(client, staff):
    """A client of staff who may work in the CMS."""
    wanted = Permission.objects.filter(content_type__app_label="events")
    staff.user_permissions.set(wanted | Permission.objects.filter(codename="access_admin"))
    sign_in(client, staff)
    return client


def _inline(prefix, rows, initial=0):
    form = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        form |= {f"{prefix}-{number}-ORDER": number + 1}
        form |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return form


def _convening_form(rooms, initial=0, **changes):
    empty = dict.fromkeys(("theme", "venue", "address"), "")
    text = dict.fromkeys(("introduction", "land_acknowledgement", "self_care"), "null")
    facts = {
        "name": "Convening 2030", "slug": "2030", "city": "Fresno", "first_day": "2030-05-06", "last_day": "2030-05-07",
    }  # fmt: skip
    return {**empty, **text, **facts, **changes, **_inline("rooms", rooms, initial)}


def _session_form(session, parts=(), **changes):
    facts = {
        "convening": session.convening_id, "kind": session.kind, "title": session.title, "slug": session.slug,
        "starts_at": "2030-05-06 09:00", "ends_at": "2030-05-06 10:00", "room": "", "number": "", "option": "",
        "summary": "", "note": "",
    }  # fmt: skip
    return {**facts, **changes, **_inline("parts", parts), **_inline("table_topics", [])}


def test_staff_add_a_convening_with_its_rooms_and_it_is_a_draft(cms):
    form = _convening_form([{"name": "Oak Room", "floor": ""}, {"name": "Elm Room", "floor": "2nd floor"}])
    answer = cms.post(reverse("convening:add"), form)
    assert answer.status_code == 302, answer.context["form"].errors
    convening = Convening.objects.get(slug="2030")
    assert not convening.is_published
    assert [str(room) for room in convening.rooms.all()] == ["Elm Room, 2nd floor", "Oak Room"]


def test_a_room_in_use_is_not_taken_away(cms):
    convening = ConveningFactory(slug="2030")
    room = RoomFactory(convening=convening, name="Oak Room")
    SessionFactory(convening=convening, room=room, title="Harm reduction")
    rows = [{"id": room.pk, "name": room.name, "floor": "", "DELETE": "on"}]
    answer = cms.post(reverse("convening:edit", args=[convening.pk]), _convening_form(rows, initial=1))
    assert "“Harm reduction” takes place in Oak Room. Move it first" in answer.content.decode()
    assert Room.objects.filter(pk=room.pk).exists()


def test_an_empty_room_is_taken_away(cms):
    convening = ConveningFactory(slug="2030")
    room = RoomFactory(convening=convening)
    rows = [{"id": room.pk, "name": room.name, "floor": "", "DELETE": "on"}]
    assert cms.post(reverse("convening:edit", args=[convening.pk]), _convening_form(rows, initial=1)).status_code == 302
    assert not Room.objects.filter(pk=room.pk).exists()


def test_staff_edit_a_session_with_its_people_and_search_finds_it_at_once(cms, member):
    session, speaker = SessionFactory(), SpeakerFactory(name="Ines Wolfe")
    form = _session_form(session, [{"speaker": speaker.pk, "role": "keynote"}], title="Renamed plenary")
    answer = cms.post(reverse("session:edit", args=[session.pk]), form)
    assert answer.status_code == 302, answer.context["form"].errors
    assert [str(part) for part in session.parts.all()] == [f"{speaker}, keynote"]
    for words in ("renamed", "wolfe"):
        assert [hit.title for hit in search(SearchRequest(text=words, user=member)).hits] == ["Renamed plenary"]


def test_a_renamed_speaker_is_found_by_the_new_name(cms, member):
    session, speaker = SessionFactory(), SpeakerFactory(name="Ines Wolfe")
    SessionSpeakerFactory(session=session, speaker=speaker)
    cms.post(reverse("speaker:edit", args=[speaker.pk]), {"name": "Ines Marlow", "title": "", "organisation": ""})
    assert search(SearchRequest(text="marlow", user=member)).total == 1


def test_a_new_session_in_a_taken_room_is_refused_and_what_was_typed_stays(cms):
    taken = SessionFactory(title="Harm reduction")
    taken.room = RoomFactory(convening=taken.convening, name="Oak Room")
    taken.save()
    form = _session_form(taken, title="Second thoughts", slug="second", room=taken.room_id)
    text = cms.post(reverse("session:add"), form).content.decode()
    assert "Oak Room is taken by “Harm reduction” from 9 a.m. to 10 a.m." in text
    assert "Second thoughts" in text
    assert Session.objects.count() == 1


def test_a_published_session_is_not_removed_and_staff_read_why(cms, published):
    answer = cms.post(reverse("session:delete", args=[published.sessions.get().pk]), follow=True)
    assert "“Opening plenary” is published, and people hold links to it." in answer.content.decode()
    assert published.sessions.count() == 1


def test_a_drafts_session_is_removed(cms, draft):
    assert cms.post(reverse("session:delete", args=[draft.sessions.get().pk])).status_code == 302
    assert draft.sessions.count() == 0


def test_the_same_part_twice_is_refused_in_the_form(cms):
    session, speaker = SessionFactory(), SpeakerFactory()
    twice = [{"speaker": speaker.pk, "role": "keynote"}] * 2
    answer = cms.post(reverse("session:edit", args=[session.pk]), _session_form(session, twice))
    assert answer.status_code == 200
    assert session.parts.count() == 0


def test_two_rooms_of_one_name_are_refused_in_the_form(cms):
    answer = cms.post(reverse("convening:add"), _convening_form([{"name": "Oak Room", "floor": ""}] * 2))
    assert answer.status_code == 200
    assert not Convening.objects.exists()


def test_staff_publish_and_withdraw_with_one_question_each(cms, draft):
    address = reverse("events_publishing", args=[draft.pk])
    assert "Members will see" in cms.get(address).content.decode()
    cms.post(address, {"publish": "yes"})
    draft.refresh_from_db()
    assert draft.is_published
    assert "Members will no longer see" in cms.get(address).content.decode()
    cms.post(address, {"withdraw": "yes"})
    draft.refresh_from_db()
    assert not draft.is_published


def test_publishing_an_empty_convening_says_what_is_missing(cms):
    empty = ConveningFactory(draft=True)
    answer = cms.post(reverse("events_publishing", args=[empty.pk]), {"publish": "yes"}, follow=True)
    assert "This convening has no sessions yet. Add at least one, then publish." in answer.content.decode()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COORDINATOR])
def test_others_are_kept_out(client, draft, role):
    sign_in(client, person(role=role))
    for name in ("convening:index", "session:index", "speaker:index"):
        assert client.get(reverse(name)).status_code != 200
    client.post(reverse("events_publishing", args=[draft.pk]), {"publish": "yes"})
    draft.refresh_from_db()
    assert not draft.is_published


@pytest.mark.parametrize("name", ["convening", "session", "speaker"])
def test_every_list_and_form_opens(cms, published, name):
    thing = {"convening": published, "session": published.sessions.get(), "speaker": SpeakerFactory()}[name]
    for page, args in (("index", []), ("add", []), ("edit", [thing.pk])):
        assert cms.get(reverse(f"{name}:{page}", args=args)).status_code == 200
