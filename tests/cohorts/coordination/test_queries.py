"""The board, a request's page and a desk's list: what they say, to whom, and at what cost."""

import datetime
import uuid

import pytest
from django.http import Http404

from cohorts.coordination import queries
from cohorts.coordination.factories import RequestFactory, date_back
from cohorts.coordination.models import CountyShown, Outcome, Request, Status, Urgency
from cohorts.threads.actions import post_reply
from cohorts.threads.models import Post
from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.counties.models import County


def references(rows):
    return [row.reference for row in rows]


def say(request, speaker, words="We may have a bed."):
    return post_reply(thread_id=request.thread_id, author=speaker, body=words, key=uuid.uuid4())


def test_the_most_urgent_come_first_then_the_newest(kern, fresno):
    planning = RequestFactory(posted_by=kern, urgency=Urgency.PLANNING)
    older, newer = (RequestFactory(posted_by=kern, urgency=Urgency.WITHIN_7_DAYS) for _ in range(2))
    date_back(older, datetime.timedelta(hours=3))
    today = RequestFactory(posted_by=kern, urgency=Urgency.TODAY)
    date_back(today, datetime.timedelta(days=2))
    assert references(queries.board(fresno)) == references([today, newer, older, planning])


def test_closed_requests_leave_the_board(asked, fresno):
    Request.objects.update(status=Status.MATCHED, outcome=Outcome.PLACED_HERE, closed_at=asked.posted_at)
    assert queries.board(fresno) == []


def test_a_row_says_where_from_how_old_how_soon_and_what(asked, fresno, staff):
    row = queries.board(fresno)[0]
    assert (row.reference, row.kind, row.origin.label, row.age_band, row.urgency) == (
        asked.reference,
        "Placement search",
        "Kern County",
        "13 to 15",
        "Within 7 days",
    )
    assert (row.needs, row.placement_types) == (["Staff awake at night", "Animals"], ["Resource family home"])
    assert (row.reaches_my_county, row.may_open) == (True, True)
    seen_by_staff = queries.board(staff)[0]
    assert (seen_by_staff.reaches_my_county, seen_by_staff.may_open) == (False, False)


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_board_costs_eight_queries(rows, kern, fresno, django_assert_num_queries):
    for _ in range(rows):
        RequestFactory(posted_by=kern, to=["fresno"])
    with django_assert_num_queries(8):
        assert len(queries.board(fresno)) == rows


def test_the_board_is_narrowed_by_county_and_by_urgency(kern, fresno):
    ours = RequestFactory(posted_by=kern, urgency=Urgency.TODAY)
    theirs = RequestFactory(slug="marin", urgency=Urgency.PLANNING)
    assert references(queries.board(fresno, county="kern")) == [ours.reference]
    assert references(queries.board(fresno, urgency=Urgency.PLANNING)) == [theirs.reference]
    assert queries.board(fresno, county="kern", urgency=Urgency.PLANNING) == []


def test_the_filter_does_not_give_a_small_county_away(small, fresno):
    assert references(queries.board(small.posted_by, county="alpine")) == [small.reference]
    assert queries.board(fresno, county="alpine") == []
    CountyShown.objects.create(request=small, county=County.objects.get(slug="fresno"), shown_by=small.posted_by)
    assert references(queries.board(fresno, county="alpine")) == [small.reference]


def test_a_desk_lists_its_own_open_requests_and_those_that_reach_it(asked, kern, fresno, staff):
    RequestFactory(slug="marin", to=["napa"])
    assert references(queries.requests_of(kern)) == [asked.reference]
    assert references(queries.reaching_me(fresno)) == [asked.reference]
    assert (queries.requests_of(fresno), queries.reaching_me(kern), queries.requests_of(staff)) == ([], [], [])


def test_a_page_is_found_by_those_whom_it_is_open_to_and_by_nobody_else(asked, fresno, tulare, staff):
    assert queries.request_page(fresno, asked.reference).reference == asked.reference
    for reader in (tulare, staff):
        with pytest.raises(Http404):
            queries.request_page(reader, asked.reference)


def test_staff_contact_comes_from_the_account(asked, fresno):
    assert queries.request_page(fresno, asked.reference).posted_by == "Ana Ortiz, County coordinator, Kern County"


def test_only_what_was_filled_in_is_listed(asked, fresno):
    assert queries.request_page(fresno, asked.reference).facts == [
        ("Age", ["13 to 15"]),
        ("Placement types", ["Resource family home"]),
        ("Needs", ["Staff awake at night", "Animals"]),
    ]


def test_a_small_countys_people_are_a_role_and_a_region_until_it_shows_itself(small, fresno, tulare):
    say(small, small.posted_by, "Thank you.")
    say(small, fresno)
    for reader, name in ((small.posted_by, "Dee Snow, County coordinator, Alpine County"), (tulare, "")):
        page = queries.request_page(reader, small.reference)
        hidden = "County coordinator, Northern region"
        assert page.posted_by == (name or hidden)
        assert [entry.byline for entry in page.thread.entries] == [
            name or hidden,
            "Ben Lee, County coordinator, Fresno County",
        ]
    CountyShown.objects.create(request=small, county=County.objects.get(slug="tulare"), shown_by=small.posted_by)
    page = queries.request_page(tulare, small.reference)
    assert (page.posted_by, page.origin.label) == ("Dee Snow, County coordinator, Alpine County", "Alpine County")


def test_nothing_on_a_small_countys_page_says_its_name_or_its_peoples(small, fresno):
    say(small, small.posted_by, "Thank you.")
    page = str(queries.request_page(fresno, small.reference)).replace(small.reference, "")
    assert [word for word in ("Alpine", "alpine", "Snow", "Dee ", "06003") if word in page] == []


def test_a_person_who_has_left_a_small_county_stays_hidden(small, fresno):
    say(small, small.posted_by, "Thank you.")
    small.posted_by.is_active = False
    small.posted_by.save()
    page = queries.request_page(fresno, small.reference)
    assert page.thread.entries[0].byline == "County coordinator, Northern region"


def test_its_own_people_may_show_it_to_the_counties_that_answered(small, fresno, kern):
    assert queries.request_page(small.posted_by, small.reference).unshown == []
    say(small, fresno)
    assert [county.slug for county in queries.request_page(small.posted_by, small.reference).unshown] == ["fresno"]
    assert queries.request_page(fresno, small.reference).unshown == []
    CountyShown.objects.create(request=small, county=County.objects.get(slug="fresno"), shown_by=small.posted_by)
    assert queries.request_page(small.posted_by, small.reference).unshown == []


def test_who_can_see_it_is_said_in_words_and_left_out_counties_only_to_its_own(kern, fresno):
    person(county="kings")
    request = RequestFactory(posted_by=kern, to=["fresno", "kings"], to_cohorts=["bay-area"], leaving_out=["kings"])
    ours = queries.request_page(kern, request.reference).who
    assert ours.asking == "People who place or coordinate in Kern County."
    assert ours.asked == "People who place or coordinate in Fresno County and the counties of the Bay Area cohort."
    assert (ours.left_out, ours.people) == ("Kings County", 2)
    assert queries.request_page(fresno, request.reference).who.left_out == ""


def test_only_its_own_people_close_it(asked, kern, fresno):
    moderator = person(county=None, role=Role.MODERATOR)
    may = [queries.request_page(reader, asked.reference).may_close for reader in (kern, fresno, moderator)]
    assert may == [True, False, False]
    assert queries.request_page(moderator, asked.reference).thread.no_post_because != ""


@pytest.mark.parametrize("posts", [1, 3, 30])
def test_a_page_costs_the_same_queries_however_long_the_talk(posts, asked, kern, fresno, django_assert_num_queries):
    for number in range(posts):
        say(asked, (kern, fresno)[number % 2], f"Word {number}.")
    assert Post.objects.count() == posts
    with django_assert_num_queries(31):
        queries.request_page(fresno, asked.reference)
