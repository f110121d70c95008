"""The inbox's pages, with JavaScript off."""

import re

import pytest

from portal.accounts.factories import person
from portal.notify import Delivery, notify, queries
from portal.notify.actions import choose
from portal.notify.models import MailHours, Notification, Preference
from tests.signing_in import sign_in


@pytest.fixture
def reader(client, db):
    who = person(county="kern", email="dana@kern.example")
    sign_in(client, who)
    return who


def text(response):
    return re.sub(r"\s+", " ", response.content.decode()).replace(" >", ">")


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


HOURS = {"digest_hour": "6", "quiet_from": "20", "quiet_until": "7"}


def chosen(page, name):
    """Of a group of radio buttons, the value that is checked."""
    return re.findall(rf'name="{name}" value="(\w+)"[^>]* checked', page)


def test_each_kind_shows_three_choices_with_the_one_in_force(client, reader):
    page = text(client.get("/inbox/preferences/"))
    assert re.findall(r'name="mail_test_daily" value="(\w+)"', page) == ["instant", "daily", "inbox"]
    kinds = ("mail_test_mailed", "mail_test_daily", "mail_test_quiet")
    assert [chosen(page, name) for name in kinds] == [["instant"], ["daily"], ["inbox"]]


def test_choices_and_hours_are_kept_and_shown(client, reader):
    page = text(
        client.post(
            "/inbox/preferences/",
            HOURS | {"mail_test_quiet": "daily", "quiet_weekends": "on", "quiet_from": "21"},
            follow=True,
        )
    )
    assert "Your choices are kept." in page
    assert chosen(page, "mail_test_quiet") == ["daily"]
    assert '<option value="21" selected>9 pm</option>' in page
    assert list(Preference.objects.values_list("user", "kind", "delivery")) == [(reader.pk, "test.quiet", "daily")]
    kept = MailHours.objects.get()
    assert (kept.user, kept.digest_hour, kept.quiet, kept.quiet_from, kept.quiet_until) == (reader, 6, False, 21, 7)
    assert (kept.quiet_weekends, kept.urgent_passes) == (True, False)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"mail_test_mailed": "by pigeon"}, "Choose one of the three."),
        ({"digest_hour": "25"}, "Choose an hour from the list."),
        ({"quiet_from": ""}, "Choose an hour from the list."),
        ({"quiet_until": "\x00"}, "Choose an hour from the list."),
        (
            {"quiet": "on", "quiet_until": "20"},
            "Quiet hours that end at the hour they start would be silence for good; choose another.",
        ),
        ({"quiet": "on"}, "The daily mail would come in your quiet hours; choose an hour outside of them."),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence_and_nothing_is_lost(client, reader, typed, sentence):
    page = text(client.post("/inbox/preferences/", HOURS | {"mail_test_quiet": "daily"} | typed))
    assert page.count(sentence) == 2  # in the summary, and at the field
    assert chosen(page, "mail_test_quiet") == ["daily"]
    assert '<option value="6" selected>6 am</option>' in page or "digest_hour" in typed
    assert (Preference.objects.count(), MailHours.objects.count()) == (0, 0)


def test_choices_are_each_persons_own(client, reader):
    other = person(county="kings", email="kim@kings.example")
    choose(user=other, deliveries={"test.quiet": Delivery.INSTANT}, hours=MailHours(digest_hour=15))
    page = text(client.get("/inbox/preferences/"))
    assert chosen(page, "mail_test_quiet") == ["inbox"]
    client.post("/inbox/preferences/", HOURS)
    assert queries.mail_hours(other).digest_hour == 15


def test_nobody_is_led_to_sign_in(client):
    for path in ("/inbox/", "/inbox/preferences/"):
        assert client.get(path).url.startswith("/accounts/login/")
