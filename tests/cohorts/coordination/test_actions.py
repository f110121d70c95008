"""Posting, reading, closing, showing the county: each in one transaction, on record, and told to the right people."""

import uuid

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from cohorts.coordination import actions
from cohorts.coordination.drafts import draft_of
from cohorts.coordination.factories import RequestFactory, draft
from cohorts.coordination.models import CountyShown, Outcome, Request, Status, Urgency
from cohorts.coordination.transitions import TransitionRefused
from cohorts.threads.actions import post_reply
from cohorts.threads.models import Event, Thread
from portal.accounts.factories import person
from portal.accounts.roles import AgencyKind, Role
from portal.audit.models import AuditRow
from portal.counties.models import County
from portal.guard import GuardRefused
from portal.notify.models import Notification

KEY = uuid.UUID(int=7)


def kern_county():
    return County.objects.get(slug="kern")


def post(author, key=KEY, **asks):
    asks = asks or {"to_counties": ["fresno"]}
    return actions.post_request(author=author, county=kern_county(), draft=draft(**asks), key=key)


def acts(request):
    rows = AuditRow.objects.filter(subject=f"coordination.request:{request.pk}").order_by("number")
    return [(row.act, row.actor_id) for row in rows]


def told():
    return sorted(Notification.objects.values_list("user__first_name", "kind", "ref"))


def test_posting_keeps_every_field_opens_a_thread_and_is_on_record(kern):
    asks = draft(
        age="16-17",
        placements=["isfc", "strtp"],
        needs=["pets"],
        languages=["spanish"],
        services=["tbs"],
        trafficking="sex",
        legal_status="dual",
        funding="afdc-fc",
        gender_preference="girls",
        summary="A calm home.",
        urgency=Urgency.PLANNING,
        to_counties=["fresno", "kings"],
        to_cohorts=["northern"],
        leaving_out=["kings"],
    )
    request = actions.post_request(author=kern, county=kern_county(), draft=asks, key=KEY)
    request.refresh_from_db()
    assert draft_of(request) == asks
    assert (request.status, request.posted_by, request.agency_kind) == ("open", kern, "child_welfare")
    assert (request.thread.kind, request.thread.opened_by) == ("request", kern)
    assert acts(request) == [("request.posted", kern.pk)]


def test_the_record_of_a_post_holds_codes_and_counties_and_no_text(kern):
    request = post(kern, to_counties=["fresno", "kings"], leaving_out=["kings"], summary="A calm home.")
    facts = AuditRow.objects.get(act="request.posted").facts
    assert facts == {
        "county": "06029",
        "kind": "placement_search",
        "urgency": 3,
        "age_band": "13-15",
        "reached": ["06019"],
    }
    assert request.summary == "A calm home."


def test_target_minus_exclusions_is_told_and_the_asking_county_is_not(kern, fresno, tulare):
    person(county="fresno", role=Role.PLACING_WORKER, first_name="Pat")
    person(county="fresno", role=Role.MEMBER, first_name="Mel")
    person(county="fresno", agency_kind=AgencyKind.LAW_ENFORCEMENT, first_name="Lou")
    request = post(kern, to_cohorts=["central"], leaving_out=["tulare"])
    assert told() == [
        ("Ben", "request.reaches_you", request.reference),
        ("Pat", "request.reaches_you", request.reference),
    ]


def test_mails_name_a_reference_and_a_region_and_nothing_that_was_written(
    kern, fresno, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        request = post(kern, to_counties=["fresno"], summary="Canary wrote this.", urgency=Urgency.TODAY)
    assert [message.to for message in mail.outbox] == [["ben@fresno.example"]]
    assert mail.outbox[0].subject == (
        f"Urgent: Placement search {request.reference} from the Central region reaches your county"
    )
    sent = mail.outbox[0].subject + mail.outbox[0].body
    assert f"/requests/{request.reference}/" in sent
    assert [word for word in ("Canary", "Kern", "13 to 15") if word in sent] == []


def test_the_same_form_sent_twice_makes_one_request_and_tells_once(kern, fresno):
    assert post(kern) == post(kern)
    assert (Request.objects.count(), Thread.objects.count(), Notification.objects.count()) == (1, 1, 1)


def test_a_key_that_has_posted_something_else_is_refused_and_says_which(kern):
    first = post(kern)
    with pytest.raises(actions.KeyTaken, match=f"^This form has already posted request {first.reference}"):
        post(kern, to_counties=["kings"])
    assert Request.objects.count() == 1


def test_two_people_may_use_the_same_key(kern):
    post(kern)
    post(person(county="kern", role=Role.PLACING_WORKER))
    assert Request.objects.count() == 2


def test_a_request_that_asks_nobody_is_not_posted(kern):
    with pytest.raises(actions.ReachesNobody, match=r"^This asks no county"):
        post(kern, to_counties=["fresno", "kern"], leaving_out=["fresno"])
    assert (Request.objects.count(), Thread.objects.count(), Notification.objects.count()) == (0, 0, 0)


def test_a_summary_that_the_guard_stops_is_not_posted(kern):
    with pytest.raises(GuardRefused):
        post(kern, to_counties=["fresno"], summary="SSN 123-45-6789")
    assert (Request.objects.count(), Thread.objects.count()) == (0, 0)


def test_nobody_posts_for_another_county_or_without_a_placing_role(fresno):
    for author in (fresno, person(county="kern", role=Role.MEMBER)):
        with pytest.raises(PermissionDenied):
            post(author)
    assert Request.objects.count() == 0


def test_probation_posts_as_probation(db):
    author = person(county="kern", role=Role.PLACING_WORKER, agency_kind=AgencyKind.PROBATION)
    assert post(author).agency_kind == "probation"


def test_a_read_is_on_record_once_an_hour_and_reads_what_told_of_the_request(kern, fresno):
    request = post(kern)
    for _ in range(2):
        actions.read_request(reader=fresno, reference=request.reference)
    assert acts(request)[1:] == [("read", fresno.pk)]
    assert Notification.objects.unread().filter(user=fresno).count() == 0


def test_a_read_that_is_refused_leaves_no_trace(asked, tulare):
    with pytest.raises(Http404):
        actions.read_request(reader=tulare, reference=asked.reference)
    assert acts(asked) == []


def test_closing_keeps_the_outcome_tells_who_took_part_and_marks_the_thread(kern, fresno, tulare):
    request = post(kern, to_counties=["fresno", "tulare"])
    post_reply(thread_id=request.thread_id, author=fresno, body="We may have a bed.", key=uuid.uuid4())
    Notification.objects.all().delete()
    before = timezone.now()
    actions.close_request(actor=kern, reference=request.reference, outcome=Outcome.PLACED_HERE)
    request.refresh_from_db()
    assert (request.status, request.outcome) == (Status.MATCHED, Outcome.PLACED_HERE)
    assert request.closed_at >= before
    assert told() == [("Ben", "request.closed", request.reference)]
    assert acts(request)[-1] == ("request.closed", kern.pk)
    event = Event.objects.filter(thread=request.thread_id).latest("seq")
    assert (event.kind, event.actor, event.facts) == ("matched", kern, {"outcome": "placed_here"})


def test_a_request_is_closed_once(kern, asked):
    actions.close_request(actor=kern, reference=asked.reference, outcome=Outcome.NEED_CHANGED)
    with pytest.raises(TransitionRefused):
        actions.close_request(actor=kern, reference=asked.reference, outcome=Outcome.PLACED_HERE)
    asked.refresh_from_db()
    assert asked.outcome == Outcome.NEED_CHANGED


def test_only_the_asking_county_closes_and_others_do_not_even_find_it(asked, fresno, tulare):
    with pytest.raises(PermissionDenied, match=r"^Only the county that posted a request can close it"):
        actions.close_request(actor=fresno, reference=asked.reference, outcome=Outcome.PLACED_HERE)
    with pytest.raises(Http404):
        actions.close_request(actor=tulare, reference=asked.reference, outcome=Outcome.PLACED_HERE)


def test_a_small_county_shows_itself_once_on_record(small):
    home, fresno_county = small.posted_by, County.objects.get(slug="fresno")
    for _ in range(2):
        actions.show_county(actor=home, reference=small.reference, county=fresno_county)
    assert CountyShown.objects.values_list("county__slug", "shown_by").get() == ("fresno", home.pk)
    assert acts(small) == [("request.county_shown", home.pk)]


def test_a_county_is_shown_only_by_its_own_people_and_only_to_whom_it_asked(small, fresno):
    with pytest.raises(PermissionDenied, match=r"^Only the county that posted"):
        actions.show_county(actor=fresno, reference=small.reference, county=County.objects.get(slug="fresno"))
    with pytest.raises(PermissionDenied, match=r"^This request doesn't reach Marin County"):
        actions.show_county(actor=small.posted_by, reference=small.reference, county=County.objects.get(slug="marin"))


def test_a_database_refuses_a_closed_request_without_an_outcome(asked):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=asked.pk).update(status=Status.MATCHED)


def test_the_factory_and_the_action_make_the_same_kind_of_request(kern):
    made, posted = RequestFactory(posted_by=kern, to=["fresno"]), post(kern)
    assert made.thread.kind == posted.thread.kind
    assert set(draft_of(made).target_counties) == set(draft_of(posted).target_counties)
