"""Opening, replying, marking as read."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from cohorts.threads import actions, queries
from cohorts.threads.models import Event, Post, ReadMark
from portal.accounts.factories import person
from portal.audit.models import AuditRow
from portal.guard import GuardRefused
from portal.notify.models import Notification
from tests.cohorts.threads.sample import rules

pytestmark = pytest.mark.django_db


def test_a_thread_of_an_unknown_kind_is_not_opened(kern):
    with pytest.raises(LookupError):
        actions.open_thread("nobody registered this", opened_by=kern)


def test_replies_are_numbered_from_one_without_gaps(thread, kern, fresno, say):
    assert [say(kern, "First.").seq, say(fresno, "Second.").seq, say(kern, "Third.").seq] == [1, 2, 3]
    thread.refresh_from_db()
    assert thread.head_seq == 3
    assert list(Event.objects.filter(thread=thread).values_list("seq", "kind")) == [
        (1, "post"),
        (2, "post"),
        (3, "post"),
    ]


def test_a_reply_keeps_the_county_that_the_author_spoke_for(say, fresno):
    post = say(fresno, "We have an opening.")
    fresno.memberships.all().delete()
    post.refresh_from_db()
    assert post.county.slug == "fresno"


def test_a_person_who_serves_the_state_speaks_for_no_county():
    assert actions._county_of(person(None, role="staff")) is None


@pytest.mark.parametrize("times", [2, 50])
def test_a_reply_sent_again_with_one_key_is_one_post(thread, kern, say, times):
    key = uuid.uuid4()
    assert len({say(kern, "We have an opening.", key).pk for _ in range(times)}) == 1
    assert Post.objects.filter(thread=thread).count() == Event.objects.filter(thread=thread).count() == 1


def test_one_key_never_brings_two_texts(thread, kern, say):
    key = uuid.uuid4()
    say(kern, "We have an opening.", key)
    with pytest.raises(actions.KeyTaken, match="already sent another reply"):
        say(kern, "We have two openings.", key)
    assert list(Post.objects.filter(thread=thread).values_list("body", flat=True)) == ["We have an opening."]


def test_two_people_may_hold_the_same_key(kern, fresno, say):
    key = uuid.uuid4()
    assert say(kern, "Ours.", key).pk != say(fresno, "Theirs.", key).pk


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("  \r\n ", "Your reply is empty. Write a few words and send it again."),
        ("a" * 4001, "Your reply has 4,001 characters, and 4,000 fit. Shorten it, or send it as two replies."),
    ],
)
def test_an_empty_or_too_long_reply_is_refused_in_a_sentence(thread, kern, say, body, sentence):
    with pytest.raises(actions.ReplyRefused) as refusal:
        say(kern, body)
    assert str(refusal.value) == sentence
    assert not Event.objects.filter(thread=thread).exists()


def test_an_outsider_finds_no_thread_to_reply_to(outsider, say):
    with pytest.raises(Http404):
        say(outsider, "Let me in.")


def test_a_reader_who_may_not_post_is_told_why(thread, say):
    with pytest.raises(PermissionDenied, match="ask your coordinator to add you"):
        say(person("kern", last_name="Silent"), "May I?")
    assert not Post.objects.filter(thread=thread).exists()


def test_a_text_that_points_to_a_child_is_not_stored_anywhere(thread, kern, say):
    with pytest.raises(GuardRefused):
        say(kern, "Her SSN is 536-22-8145.")
    assert not Post.objects.filter(thread=thread).exists()
    assert not Event.objects.filter(thread=thread).exists()
    assert "536-22" not in str(list(AuditRow.objects.values()))


def test_a_number_split_over_two_replies_is_still_a_number(thread, kern, say):
    say(kern, "Her SSN is 536-22-")
    with pytest.raises(GuardRefused):
        say(kern, "8145, please call.")
    assert Post.objects.filter(thread=thread).count() == 1


def test_a_reply_is_on_record_without_its_text(thread, kern, say):
    post = say(kern, "We have an opening.")
    row = AuditRow.objects.get(subject=f"threads.thread:{thread.pk}", act="threads.reply")
    assert (row.actor_id, row.facts) == (kern.pk, {"post": post.pk, "seq": 1})


def test_followers_are_told_of_a_reply_and_its_author_is_not(thread, kern, fresno, say):
    say(kern, "We have an opening.")
    assert list(Notification.objects.values_list("user", "kind", "ref")) == [
        (fresno.pk, "threads.reply", f"thread:{thread.pk}")
    ]


def test_reading_to_the_end_settles_what_was_told(thread, kern, fresno, say):
    say(kern, "We have an opening.")
    actions.mark_read(fresno, thread.pk, 1)
    assert not Notification.objects.unread().filter(user=fresno).exists()


@pytest.mark.parametrize(("marked", "kept"), [([2], 2), ([3, 1], 3), ([99], 3), ([0], 0)])
def test_a_read_mark_only_moves_on_and_never_past_the_newest(thread, kern, fresno, say, marked, kept):
    for number in range(3):
        say(kern, f"Reply {number}.")
    for seq in marked:
        actions.mark_read(fresno, thread.pk, seq)
    assert ReadMark.objects.get(user=fresno, thread=thread).last_read_seq == kept


def test_an_outsider_marks_nothing(thread, outsider):
    with pytest.raises(Http404):
        actions.mark_read(outsider, thread.pk, 1)


def test_events_replayed_onto_an_old_page_make_the_new_page(thread, kern, fresno, say):
    """What a page learns by events is what a fresh page shows: nothing is known to one and not to the other."""
    say(kern, "First.")
    old = queries.thread_page(fresno, thread.pk)
    say(kern, "Second.")
    actions.record_event(thread, "closed", kern, {})
    say(fresno, "Third.")
    replayed = old.entries + queries.events_after(fresno, thread.pk, old.head_seq)
    assert replayed == queries.thread_page(fresno, thread.pk).entries
    assert [entry.seq for entry in replayed] == [1, 2, 3, 4]


def test_an_event_of_another_room_takes_the_next_number_and_rings_once(
    thread, kern, say, django_capture_on_commit_callbacks
):
    say(kern, "First.")
    with django_capture_on_commit_callbacks() as rung:
        event = actions.record_event(thread, "closed", kern, {"outcome": "placed"})
    assert (event.seq, thread.head_seq, len(rung)) == (2, 2, 1)


def test_the_sample_room_registers_its_field_with_the_guard():
    from portal.guard.registry import fields

    assert rules.SamplePolicy.guard_field in fields()
