"""What people do with requests: post, read, close, show the county."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cohorts.coordination import access, queries, transitions
from cohorts.coordination.drafts import CHOICES, LISTS, Draft, draft_of
from cohorts.coordination.models import CountyShown, Request
from cohorts.coordination.notifications import CLOSED, REACHES_YOU
from cohorts.coordination.policy import KIND, RequestPolicy
from cohorts.threads.actions import mark_read, open_thread, record_event
from portal import audit, guard
from portal.accounts.models import Membership, User
from portal.accounts.roles import Capability
from portal.notify import notify, seen

if TYPE_CHECKING:
    from uuid import UUID

    from portal.counties.models import County


SUMMARY_FIELD = "coordination.request.summary"


class PostRefused(Exception):
    """A request was not posted; the message is one sentence for people."""


class KeyTaken(PostRefused):
    """The form had already posted something else."""


class ReachesNobody(PostRefused):
    """No county is left to ask."""


def post_request(*, author: User, county: County, draft: Draft, key: UUID, confirmation: str = "") -> Request:
    """Posts a request of a county and tells the people whom it reaches. The same key and draft make one request only.

    Raises PermissionDenied if the author doesn't post for the county, GuardRefused or GuardUnavailable for the summary,
    ReachesNobody if no county is left to ask, and KeyTaken if the key has already posted something else.
    """
    access.check_may_post(author, county)
    # Before the transaction: what the guard notes about a refusal must outlast it.
    guard.check(draft.summary, field=SUMMARY_FIELD, person=author, confirmation=confirmation)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=author.pk)  # a double submit waits here for the first one
        earlier = Request.objects.filter(posted_by=author, key=key).first()
        return _the_same(earlier, county, draft) if earlier else _post(author, county, draft, key)


def read_request(*, reader: User, reference: str) -> queries.RequestPage:
    """The page of a request. The read is on record, and what told the reader of the request counts as read.

    Raises Http404 for everyone to whom it isn't open.
    """
    with transaction.atomic():
        page = queries.request_page(reader, reference)
        audit.record_read(f"coordination.request:{page.pk}", reader)
        seen(reader, reference)
        mark_read(reader, page.thread.thread_id, page.thread.head_seq)
        return page


@transaction.atomic
def close_request(*, actor: User, reference: str, outcome: str) -> Request:
    """Closes an open request with an outcome, and tells those who took part in its talk.

    Raises Http404 or PermissionDenied for people who may not, TransitionRefused if it is closed already.
    """
    request = _locked(actor, reference)
    access.check_may_close(actor, request)
    request.status = transitions.after(request.status, outcome)
    request.outcome = outcome
    request.closed_at = timezone.now()
    request.save(update_fields=["status", "outcome", "closed_at"])
    record_event(request.thread, request.status, actor, {"outcome": request.outcome})
    audit.record("request.closed", request, actor, {"status": request.status, "outcome": request.outcome})
    notify(CLOSED, RequestPolicy().followers(request.thread).exclude(pk=actor.pk), request.reference)
    return request


@transaction.atomic
def show_county(*, actor: User, reference: str, county: County) -> Request:
    """Lets one county know which small county asks. It can't be taken back: what was read was read.

    Raises Http404 or PermissionDenied for people who may not.
    """
    request = _locked(actor, reference)
    access.check_may_show_county(actor, request)
    if not access.reached_counties(request).filter(pk=county.pk).exists():
        raise PermissionDenied(f"This request doesn't reach {county}. Choose a county that it reaches.")
    _, is_new = CountyShown.objects.get_or_create(request=request, county=county, defaults={"shown_by": actor})
    if is_new:
        audit.record("request.county_shown", request, actor, {"county": county.fips})
    return request


def _post(author: User, county: County, draft: Draft, key: UUID) -> Request:
    request = Request.objects.create(
        county=county,
        posted_by=author,
        agency_kind=_agency_kind(author, county),
        thread=open_thread(KIND, opened_by=author),
        key=key,
        **{name: getattr(draft, name) for name in CHOICES},
    )
    for name in LISTS:
        getattr(request, name).set(getattr(draft, name))
    reached = list(access.reached_counties(request))
    if not reached:
        raise ReachesNobody("This asks no county. Choose at least one other county that isn't left out.")
    audit.record("request.posted", request, author, _facts(request, draft, reached))
    notify(REACHES_YOU, access.people_answering_for(reached), request.reference, urgent=request.is_urgent)
    return request


def _the_same(earlier: Request, county: County, draft: Draft) -> Request:
    if earlier.county_id == county.pk and draft_of(earlier) == draft:
        return earlier
    raise KeyTaken(
        f"This form has already posted request {earlier.reference}. What you see now is not posted: if the county needs "
        f"both, post it once more."
    )


def _agency_kind(author: User, county: County) -> str:
    """The kind of agency for which the author posts: that of the membership that lets the author post."""
    memberships = Membership.objects.current().filter(user=author, county=county)
    return next(
        row.agency_kind for row in memberships if Capability.REQUEST_POST in access.of_role(row.role, row.agency_kind)
    )


def _facts(request: Request, draft: Draft, reached: Iterable[County]) -> dict[str, object]:
    return {
        "county": request.county_id,
        "kind": request.kind,
        "urgency": request.urgency,
        "age_band": draft.age_band.code,
        "reached": sorted(county.pk for county in reached),
    }


def _locked(actor: User, reference: str) -> Request:
    visible = access.get_visible(actor, reference)
    return Request.objects.select_for_update(of=("self",)).select_related("county", "thread").get(pk=visible.pk)
