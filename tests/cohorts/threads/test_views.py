"""The reply form, sent plainly and by a script."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from cohorts.threads.models import Post
from portal.accounts.factories import person
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
CHILD = "Her SSN is 536-22-8145."
BY_SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def browser(client: Client, kern):
    sign_in(client, kern)
    return client


def send(client, thread, body, key=None, **options):
    return client.post(f"/threads/{thread.pk}/reply/", {"body": body, "key": key or uuid.uuid4()}, **options)


def test_a_plain_form_leads_to_the_reply(browser, thread):
    answer = send(browser, thread, "We have an opening.")
    assert (answer.status_code, answer["Location"]) == (302, f"/sample/{thread.pk}/#post-1")
    page = browser.get(f"/sample/{thread.pk}/")
    assert 'id="post-1"' in page.text
    assert "We have an opening." in page.text


def test_a_reloaded_form_leads_to_the_same_reply(browser, thread):
    key = uuid.uuid4()
    places = {send(browser, thread, "We have an opening.", key)["Location"] for _ in range(3)}
    assert places == {f"/sample/{thread.pk}/#post-1"}
    assert Post.objects.filter(thread=thread).count() == 1


def test_a_script_gets_the_number_and_a_key_for_the_next_reply(browser, thread):
    key = uuid.uuid4()
    answer = send(browser, thread, "We have an opening.", key, headers=BY_SCRIPT).json()
    assert answer["seq"] == 1
    assert uuid.UUID(answer["key"]) != key


def test_every_form_carries_a_key_of_its_own(browser, thread):
    keys = {re.search('name="key" value="([^"]+)"', browser.get(f"/sample/{thread.pk}/").text)[1] for _ in range(2)}
    assert len(keys) == 2


@pytest.mark.parametrize("headers", [{}, BY_SCRIPT], ids=["plain", "by script"])
def test_a_refused_text_comes_back_in_that_one_response(browser, thread, headers):
    answer = send(browser, thread, CHILD, headers=headers)
    assert answer.status_code == 400
    assert "no-store" in answer["Cache-Control"]
    shown = answer.json()["form"] if headers else answer.text
    assert f">{CHILD}</textarea>" in shown
    assert "Social Security number" in shown
    assert "536-22" not in browser.get(f"/sample/{thread.pk}/").text


@pytest.mark.parametrize(
    ("body", "sentence"),
    [("   ", "Your reply is empty."), ("a" * 4001, "Your reply has 4,001 characters, and 4,000 fit.")],
)
def test_an_empty_or_too_long_reply_comes_back_with_a_sentence(browser, thread, body, sentence):
    answer = send(browser, thread, body)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert f">{body}</textarea>" in answer.text


def test_another_text_under_a_used_key_comes_back_with_a_new_key(browser, thread):
    key = uuid.uuid4()
    send(browser, thread, "First.", key)
    answer = send(browser, thread, "Second.", key)
    assert answer.status_code == 409
    assert ">Second.</textarea>" in answer.text
    fresh = re.search('name="key" value="([^"]+)"', answer.text)[1]
    assert send(browser, thread, "Second.", fresh).status_code == 302


def test_a_form_without_its_key_keeps_the_text(browser, thread):
    answer = browser.post(f"/threads/{thread.pk}/reply/", {"body": "We have an opening."})
    assert answer.status_code == 400
    assert ">We have an opening.</textarea>" in answer.text


def test_a_reader_who_may_not_post_keeps_the_text_and_is_told_why(client, thread):
    sign_in(client, person("kern", last_name="Silent"))
    answer = send(client, thread, "May I?")
    assert answer.status_code == 403
    assert "ask your coordinator to add you" in answer.text
    assert ">May I?</textarea>" in answer.text


@pytest.mark.parametrize("body", ["Let me in.", "", CHILD])
def test_for_an_outsider_there_is_no_such_thread(client, thread, outsider, body):
    sign_in(client, outsider)
    assert send(client, thread, body).status_code == 404
    assert client.post("/threads/999999/reply/", {"body": body, "key": uuid.uuid4()}).status_code == 404


def test_nobody_signed_in_posts_nothing(client, thread):
    answer = send(client, thread, "Let me in.")
    assert answer.status_code == 401
    assert "Let me in." in answer.text  # given back in this one response
    assert not Post.objects.filter(thread=thread).exists()


def test_reading_the_address_of_the_form_posts_nothing(browser, thread):
    assert browser.get(f"/threads/{thread.pk}/reply/").status_code == 405


def test_what_people_wrote_is_shown_as_text(browser, thread):
    send(browser, thread, "<script>alert(1)</script>\nhttps://county.example/ & more")
    page = browser.get(f"/sample/{thread.pk}/").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>https://county.example/ &amp; more" in page
    assert "<script>alert" not in page
    assert 'href="https://county.example' not in page


def test_times_are_pacific_and_say_so(browser, thread):
    send(browser, thread, "We have an opening.")
    page = browser.get(f"/sample/{thread.pk}/").text
    assert re.search(r'<time [^>]*datetime="\d{4}-\d\d-\d\dT[^"]+-0[78]:00">[^<]+ [AP]M Pacific</time>', page)


def test_a_socket_brings_the_same_fragment_as_the_page(browser, thread, kern, say):
    say(kern, "We have an opening.")
    page = browser.get(f"/sample/{thread.pk}/").text
    (event,) = browser.get(f"/live/thread:{thread.pk}/").json()["events"]
    assert (event["seq"], event["kind"]) == (1, "post")
    assert " ".join(event["html"].split()) in " ".join(page.split())


@pytest.mark.parametrize("topic", ["thread:0", "thread:x", "thread:99999999999999999999"])
def test_a_topic_that_is_no_thread_is_followed_by_nobody(browser, thread, topic):
    assert browser.get(f"/live/{topic}/").status_code == 404


def test_an_outsider_follows_nothing(client, thread, outsider):
    sign_in(client, outsider)
    assert client.get(f"/live/{thread.topic}/").status_code == 404


def test_a_notification_leads_to_the_thread_for_who_still_sees_it(thread, fresno, outsider):
    from cohorts.threads.notifications import reply_kind

    assert reply_kind.titles_for(fresno, [thread.topic]) == {thread.topic: reply_kind.title(fresno, thread.topic)}
    assert reply_kind.titles_for(outsider, [thread.topic]) == {}
    assert (reply_kind.can_see(fresno, thread.topic), reply_kind.can_see(outsider, thread.topic)) == (True, False)
    assert reply_kind.url(thread.topic) == f"/sample/{thread.pk}/"
