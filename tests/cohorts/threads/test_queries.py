"""Reading threads."""

from __future__ import annotations

import pytest
from django.http import Http404

from cohorts.threads import access, actions, queries
from cohorts.threads.models import Post, Thread
from portal.accounts.factories import person

pytestmark = pytest.mark.django_db


def test_a_list_and_a_check_agree_on_who_sees_a_thread(thread, kern, fresno, outsider):
    for user, sees in ((kern, True), (fresno, True), (outsider, False)):
        assert access.visible_threads(user).filter(pk=thread.pk).exists() is sees
        assert access.may_read(user, thread.pk) is sees
        if sees:
            assert queries.thread_page(user, thread.pk).thread_id == thread.pk
        else:
            with pytest.raises(Http404):
                queries.thread_page(user, thread.pk)


def test_a_thread_whose_kind_nobody_registers_is_seen_by_nobody(kern):
    forgotten = Thread.objects.create(kind="forgotten", opened_by=kern)
    with pytest.raises(Http404):
        queries.thread_page(kern, forgotten.pk)


@pytest.mark.parametrize("replies", [1, 3, 40])
def test_a_page_costs_the_same_for_any_number_of_replies(thread, kern, fresno, say, replies, django_assert_num_queries):
    for number in range(replies):
        say(kern, f"Reply {number}.")
    # The thread's kind, the thread, events, posts, the read mark; and one that this policy asks.
    with django_assert_num_queries(6):
        page = queries.thread_page(fresno, thread.pk)
    assert [entry.body for entry in page.entries] == [f"Reply {number}." for number in range(replies)]


def test_each_viewer_reads_a_byline_of_their_own(thread, kern, fresno, say):
    say(kern, "Ours.")
    assert [
        [entry.byline for entry in queries.thread_page(viewer, thread.pk).entries] for viewer in (kern, fresno)
    ] == [["You"], ["Kern County"]]


def test_a_page_says_where_the_viewer_left_off(thread, kern, fresno, say):
    assert queries.thread_page(fresno, thread.pk).first_unread_seq is None
    say(kern, "First.")
    assert queries.thread_page(fresno, thread.pk).first_unread_seq is None
    actions.mark_read(fresno, thread.pk, 1)
    say(kern, "Second.")
    assert queries.thread_page(fresno, thread.pk).first_unread_seq == 2


def test_a_page_says_why_the_viewer_may_not_post(thread, kern):
    assert queries.thread_page(kern, thread.pk).no_post_because == ""
    silent = person("kern", last_name="Silent")
    assert queries.thread_page(silent, thread.pk).no_post_because.startswith("You can read this conversation.")


def test_a_purged_post_leaves_its_place(thread, kern, say):
    say(kern, "First.")
    say(kern, "Second.")
    Post.objects.filter(thread=thread, seq=1).delete()
    assert [(entry.seq, entry.removed, entry.body) for entry in queries.thread_page(kern, thread.pk).entries] == [
        (1, True, ""),
        (2, False, "Second."),
    ]
