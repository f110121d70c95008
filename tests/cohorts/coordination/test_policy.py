"""What the thread machinery hears from this room."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from cohorts.coordination.models import CountyShown
from cohorts.coordination.notifications import KINDS
from cohorts.coordination.policy import RequestPolicy, audience
from cohorts.threads.actions import post_reply
from portal.counties.models import County


def test_followers_are_who_posted_it_and_who_has_written(asked, kern, fresno, tulare):
    policy = RequestPolicy()
    assert set(policy.followers(asked.thread)) == {kern}
    post_reply(thread_id=asked.thread_id, author=fresno, body="We may have a bed.", key=uuid.uuid4())
    assert sorted(person.first_name for person in policy.followers(asked.thread)) == ["Ana", "Ben"]


def test_a_reader_who_may_not_write_is_told_why(asked, staff):
    with pytest.raises(PermissionDenied, match=r"^Only people who place or coordinate"):
        RequestPolicy().check_may_post(staff, asked.thread)


def test_a_thread_leads_to_the_page_of_its_request(asked):
    assert RequestPolicy().url(asked.thread_id) == f"/requests/{asked.reference}/"


def test_viewers_share_a_rendering_only_if_they_know_the_same_of_the_county(small, fresno, tulare):
    assert audience(fresno, small.thread_id) == audience(tulare, small.thread_id)
    CountyShown.objects.create(request=small, county=County.objects.get(slug="fresno"), shown_by=small.posted_by)
    assert audience(fresno, small.thread_id) == audience(small.posted_by, small.thread_id)
    assert audience(fresno, small.thread_id) != audience(tulare, small.thread_id)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_notification_is_seen_by_those_whom_the_request_is_open_to(kind, small, fresno, staff):
    ref = small.reference
    assert [kind.can_see(person, ref) for person in (fresno, staff)] == [True, False]
    assert kind.titles_for(staff, [ref]) == {}
    assert kind.titles_for(fresno, [ref]) == {ref: kind.title(fresno, ref)}
    assert kind.title(fresno, ref).startswith(f"Placement search {ref} from the Northern region ")
