"""The pages of a convening, as they are answered."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events import demo
from events.factories import ConveningFactory, SessionFactory, pacific
from tests.events.conftest import OUTSIDERS, WHO
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def _addresses(convening, session_slug):
    return [
        reverse("events:agenda", args=[convening.slug]),
        reverse("events:session", args=[convening.slug, session_slug]),
    ]


@pytest.mark.parametrize("who", WHO)
def test_who_may_open_what(who, client, published, draft):
    if who != "nobody":
        sign_in(client, WHO[who]())
    inside = who not in OUTSIDERS
    listed = client.get(reverse("events:convenings")).content.decode()
    assert (published.name in listed) == inside
    assert (draft.name in listed) == (who == "staff")
    for address in _addresses(published, "opening"):
        assert (client.get(address).status_code == 200) == inside
    for address in _addresses(draft, "secret"):
        answer = client.get(address)
        assert (answer.status_code == 200) == (who == "staff")
        assert (b"Unannounced plenary" in answer.content) == (who == "staff")


@pytest.fixture
def signed_in(client, member):
    sign_in(client, member)
    return client


def test_the_list_names_coming_and_past_convenings_and_no_drafts(signed_in, published, draft):
    past = ConveningFactory(first_day=datetime.date(2020, 1, 6))
    text = signed_in.get(reverse("events:convenings")).content.decode()
    assert text.index("Coming") < text.index(published.name) < text.index("Past") < text.index(past.name)
    assert draft.name not in text


def test_an_empty_list_says_what_will_be_here(signed_in):
    assert "No convening is announced." in signed_in.get(reverse("events:convenings")).content.decode()


def test_the_agenda_names_the_zone_and_the_moments(signed_in, published):
    text = signed_in.get(reverse("events:agenda", args=[published.slug])).content.decode()
    assert "All times are Pacific time." in text
    assert '<time datetime="2030-05-06T09:00:00-07:00">9:00 a.m.</time>' in text
    assert text.count("<h1") == 1
    assert "style=" not in text
    assert "On now" not in text


def test_what_is_on_now_is_marked_by_words_and_class(signed_in):
    convening = ConveningFactory(first_day=datetime.date.today() - datetime.timedelta(days=1))
    SessionFactory(
        convening=convening,
        starts_at=pacific(datetime.date.today() - datetime.timedelta(days=1), "00:00"),
        ends_at=pacific(datetime.date.today() + datetime.timedelta(days=2), "00:00"),
    )
    text = signed_in.get(reverse("events:agenda", args=[convening.slug])).content.decode()
    assert text.count("agenda__slot--now") == text.count("On now") == 1


def test_breakouts_are_options_of_one_slot(signed_in):
    demo.build()
    text = signed_in.get(reverse("events:agenda", args=["2023"])).content.decode()
    assert text.count("choose one of 3") == 2
    assert text.count("Option 3") == 2
    assert text.count('class="agenda__options"') == 2


def test_an_agenda_without_sessions_says_so(signed_in):
    convening = ConveningFactory()
    text = signed_in.get(reverse("events:agenda", args=[convening.slug])).content.decode()
    assert "The agenda is not out yet." in text


def test_a_session_page_shows_room_people_tables_and_what_else_is_on(signed_in):
    demo.build()
    text = signed_in.get(reverse("events:session", args=["2023", "collective-cafe"])).content.decode()
    assert "Regency F Ballroom" in text
    assert "<strong>Bluebird:</strong> Navigating Harm Reduction Implementation" in text
    text = signed_in.get(reverse("events:session", args=["2023", "youth-engagement"])).content.decode()
    assert "Breaking the Silence" in text
    assert "Pacific" in text


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_agenda_page_asks_this_room_three_things_at_any_length(sessions, signed_in):
    convening = ConveningFactory()
    for _ in range(sessions):
        SessionFactory(convening=convening)
    address = reverse("events:agenda", args=[convening.slug])
    with CaptureQueriesContext(connection) as captured:
        signed_in.get(address)
    assert len([each for each in captured if "events_" in each["sql"]]) == 3  # convening, sessions, people


def test_an_unknown_convening_is_not_found(signed_in):
    assert signed_in.get(reverse("events:agenda", args=["nowhere"])).status_code == 404
    assert signed_in.get(reverse("events:session", args=["nowhere", "nothing"])).status_code == 404
