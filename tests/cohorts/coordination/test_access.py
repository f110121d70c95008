"""Who may see and do what with a request: one table, and the lists and the checks agree with it."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from cohorts.coordination import access
from cohorts.coordination.factories import RequestFactory
from cohorts.coordination.models import Outcome, Request, Status
from cohorts.threads.access import visible_threads
from portal.accounts.factories import person
from portal.accounts.models import Membership
from portal.counties.models import County, CountyTag, Tag
from tests.cohorts.coordination.conftest import EVERYONE, one_of

# Kern asks Fresno and the Central cohort, and leaves Kings out.
#                      board  page   answer close
MAY = {
    "own coordinator": (True, True, True, True),
    "own backup": (True, True, True, True),
    "own placing worker": (True, True, True, True),
    "own probation": (True, True, True, True),
    "own member": (True, False, False, False),
    "own law enforcement": (False, False, False, False),
    "asked coordinator": (True, True, True, False),
    "asked placing worker": (True, True, True, False),
    "asked member": (True, False, False, False),
    "asked law enforcement": (False, False, False, False),
    "other coordinator": (True, False, False, False),
    "other member": (True, False, False, False),
    "left out coordinator": (False, False, False, False),
    "staff": (True, False, False, False),
    "moderator": (True, True, False, False),
    "privacy officer": (True, False, False, False),
    "consultant": (False, False, False, False),
    "evaluator": (False, False, False, False),
    "nobody's member": (False, False, False, False),
}


def allowed(check, *args) -> bool:
    try:
        check(*args)
    except (PermissionDenied, Http404):
        return False
    return True


def test_the_table_names_everyone():
    assert list(MAY) == list(EVERYONE)


@pytest.mark.parametrize("who", MAY)
def test_each_role_sees_and_does_what_the_table_says(who, kern):
    request = RequestFactory(posted_by=kern, to=["fresno", "kings"], leaving_out=["kings"])
    reader = one_of(who)
    board, page, answer, close = MAY[who]
    assert list(access.on_board(reader)) == ([request] if board else [])
    assert list(access.visible_to(reader)) == ([request] if page else [])
    assert allowed(access.get_visible, reader, request.reference) == page
    assert [thread.pk for thread in visible_threads(reader)] == ([request.thread_id] if page else [])
    assert allowed(access.check_may_answer, reader, request) == answer
    assert allowed(access.check_may_close, reader, request) == close
    assert allowed(access.check_may_show_county, reader, request) == close
    assert (reader in access.people_answering_for([request.county, *access.reached_counties(request)])) == answer


def test_somebody_who_is_not_signed_in_sees_nothing(asked):
    nobody = AnonymousUser()
    assert (list(access.on_board(nobody)), list(access.visible_to(nobody)), list(access.reaching(nobody))) == (
        [],
        [],
        [],
    )


def test_a_cohort_reaches_the_counties_that_are_in_it_today(kern, fresno, tulare):
    request = RequestFactory(posted_by=kern, to_cohorts=["central"])
    assert list(access.reaching(tulare)) == [request]
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    cohort = Tag.objects.get(kind=Tag.Kind.COHORT, slug="central")
    CountyTag.objects.filter(county__slug="tulare", tag=cohort).update(valid_to=yesterday)
    assert list(access.reaching(tulare)) == []
    assert list(access.reaching(fresno)) == [request]
    assert not access.reached_counties(request).filter(slug="tulare").exists()


def test_target_minus_exclusions_never_holds_the_asking_county(kern):
    request = RequestFactory(posted_by=kern, statewide=True, leaving_out=["kings", "tulare"])
    reached = set(access.reached_counties(request).values_list("slug", flat=True))
    everywhere = set(County.objects.values_list("slug", flat=True))
    assert reached == everywhere - {"kern", "kings", "tulare"}


def test_the_list_of_reached_counties_and_the_readers_queryset_agree_for_every_county(kern):
    request = RequestFactory(posted_by=kern, to=["fresno", "kings"], to_cohorts=["northern"], leaving_out=["kings"])
    desks = {slug: person(county=slug) for slug in ("fresno", "kings", "tulare", "alpine", "butte", "yuba", "marin")}
    reached = set(access.reached_counties(request).values_list("slug", flat=True))
    assert {slug for slug, desk in desks.items() if access.reaching(desk).exists()} == reached & set(desks)


def test_a_membership_that_has_ended_opens_nothing(asked, fresno):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.filter(user=fresno).update(valid_from=yesterday, valid_to=yesterday)
    assert list(access.visible_to(fresno)) == []


def test_nobody_answers_a_closed_request(asked, fresno):
    Request.objects.update(status=Status.WITHDRAWN, outcome=Outcome.NEED_CHANGED, closed_at=timezone.now())
    asked.refresh_from_db()
    with pytest.raises(PermissionDenied, match=r"^This request is closed \(withdrawn\)\. If the need is back"):
        access.check_may_answer(fresno, asked)


def test_only_people_who_place_or_coordinate_post_for_their_own_county(kern, fresno):
    home = County.objects.get(slug="kern")
    access.check_may_post(kern, home)
    with pytest.raises(PermissionDenied, match=r"^Only placing workers and coordinators of Kern County"):
        access.check_may_post(fresno, home)
    assert list(access.counties_to_post_for(kern)) == [home]
