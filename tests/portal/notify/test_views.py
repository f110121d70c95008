"""The inbox's pages, with JavaScript off."""

import re

import pytest

from portal.accounts.factories import person
from portal.notify import notify
from portal.notify.models import Notification, Preference
from tests.signing_in import sign_in


@pytest.fixture
def reader(client, db):
    who = person(county="kern", email="dana@kern.example")
    sign_in(client, who)
    return who


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_inbox_names_what_happened_and_links_to_it(client, reader):
    notify("test.mailed", [reader], "K7Q-4M2", urgent=True)
    page = text(client.get("/inbox/"))
    assert 'href="/somewhere/K7Q-4M2/">Something about K7Q-4M2</a>' in page
    assert "1 unread." in page
    assert " Pacific</time>" in page


def test_what_may_no_longer_be_seen_is_not_named(client, reader, hidden):
    notify("test.mailed", [reader], "K7Q-4M2")
    hidden.add((reader.email, "K7Q-4M2"))
    page = text(client.get("/inbox/"))
    assert "K7Q-4M2" not in page
    assert "1 of these is about something that you can no longer see." in page


def test_reading_takes_a_form(client, reader):
    for ref in ("K7Q-4M2", "M2K-7Q4"):
        notify("test.mailed", [reader], ref)
    first = Notification.objects.get(ref="K7Q-4M2")
    assert client.get(f"/inbox/{first.pk}/read/").status_code == 405
    assert client.post(f"/inbox/{first.pk}/read/").url == "/inbox/"
    assert list(Notification.objects.unread().values_list("ref", flat=True)) == ["M2K-7Q4"]
    client.post("/inbox/all-read/")
    assert Notification.objects.unread().count() == 0


def test_a_choice_of_mails_is_kept_and_shown(client, reader):
    assert 'name="mail_test_mailed"' in text(client.get("/inbox/preferences/"))
    page = text(client.post("/inbox/preferences/", {"mail_test_quiet": "on"}, follow=True))
    assert "Your choice of mails is kept." in page
    assert dict(Preference.objects.values_list("kind", "by_mail")) == {"test.mailed": False, "test.quiet": True}


def test_nobody_is_led_to_sign_in(client):
    for path in ("/inbox/", "/inbox/preferences/"):
        assert client.get(path).url.startswith("/accounts/login/")
