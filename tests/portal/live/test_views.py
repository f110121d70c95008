"""Polling."""

from __future__ import annotations

import pytest

from portal.accounts.factories import person
from portal.accounts.sessions import SEEN_AT
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def test_polling_brings_what_a_socket_would(journal, client, kern):
    journal.write("1", "one", "two")
    sign_in(client, kern)
    answer = client.get("/live/journal:1/?after=1")
    assert answer.json() == {"topic": "journal:1", "head": 2, "events": [{"seq": 2, "word": "two"}]}
    assert "no-store" in answer["Cache-Control"]


def test_polling_with_nothing_new_renders_nothing(journal, client, kern):
    journal.write("1", "one")
    sign_in(client, kern)
    assert client.get("/live/journal:1/?after=1").json() == {"topic": "journal:1", "head": 1, "events": []}
    assert journal.readings == 0


@pytest.mark.parametrize("topic", ["journal:1", "journal:2", "unheard:1", "u:1", "nonsense"])
def test_who_may_not_follow_finds_nothing(journal, client, kern, topic):
    journal.barred.add(kern.pk)
    sign_in(client, kern)
    assert client.get(f"/live/{topic}/").status_code == 404


def test_nobody_signed_in_gets_no_events(journal, client, db):
    journal.write("1", "one")
    answer = client.get("/live/journal:1/", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert b"one" not in answer.content


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "²", "99999999999"])
def test_a_number_that_is_none_is_refused_in_a_sentence(journal, client, after):
    sign_in(client, person("kern"))
    answer = client.get("/live/journal:1/", {"after": after})
    assert (answer.status_code, answer.json()) == (400, {"error": "“after” is not a number. Reload the page."})


def test_polling_is_no_activity(journal, client, kern):
    sign_in(client, kern)
    session = client.session
    session[SEEN_AT] = seen = session[SEEN_AT] - 600
    session.save()
    client.get("/live/journal:1/")
    assert client.session[SEEN_AT] == seen


def test_polling_changes_nothing(journal, client, kern):
    sign_in(client, kern)
    assert client.post("/live/journal:1/").status_code == 405
