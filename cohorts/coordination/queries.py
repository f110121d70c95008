"""What people read of requests: the board, one request, a desk's own."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from cohorts.coordination import access
from cohorts.coordination.bylines import Bylines
from cohorts.coordination.models import Request, RequestQuerySet, Status
from cohorts.coordination.origins import Lens, Origin
from cohorts.coordination.readers import WhoCanSee, who_can_see
from cohorts.threads.models import Post
from cohorts.threads.queries import thread_page
from portal.accounts.roles import Capability
from portal.counties.models import County

if TYPE_CHECKING:
    from typing import Any

    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User


@dataclass(frozen=True)
class BoardRow:
    """One line of the board: what everyone with the board may know."""

    reference: str
    origin: Origin
    kind: str
    age_band: str
    urgency: str
    is_urgent: bool
    needs: list[str]
    placement_types: list[str]
    posted_at: datetime.datetime
    status: str
    reaches_my_county: bool
    may_open: bool


@dataclass(frozen=True)
class RequestPage:
    """One request as one reader may see it."""

    pk: int
    reference: str
    kind: str
    origin: Origin
    status: Status
    outcome: str
    urgency: str
    is_urgent: bool
    posted_at: datetime.datetime
    closed_at: datetime.datetime | None
    posted_by: str
    agency: str
    facts: list[tuple[str, list[str]]]
    summary: str
    who: WhoCanSee
    may_close: bool
    unshown: list[County]
    """Counties that answered and don't know which small county asks; only for its own people."""
    thread: Any


def board(user: User | AnonymousUser, *, county: str = "", urgency: int | None = None) -> list[BoardRow]:
    """Open requests, the most urgent first, then the newest; of a county by its slug and of an urgency, if given.

    A small county's requests are found under its name only by those who may know it. A constant number of queries.
    """
    lens = Lens(user)
    rows = access.on_board(user).open().urgent_first()
    if county:
        rows = rows.filter(lens.known(), county__slug=county)
    if urgency:
        rows = rows.filter(urgency=urgency)
    return _rows(user, lens, rows)


def requests_of(user: User) -> list[BoardRow]:
    """For a desk: the open requests of the counties for which the person posts, the most urgent first."""
    mine = access.visible_to(user).filter(county__in=access.counties_to_post_for(user))
    return _rows(user, Lens(user), mine.open().urgent_first())


def reaching_me(user: User) -> list[BoardRow]:
    """For a desk: the open requests that were posted to the person's counties, the most urgent first."""
    return _rows(user, Lens(user), access.reaching(user).open().urgent_first())


def request_page(user: User, reference: str) -> RequestPage:
    """One request for one reader; Http404 for everyone to whom it isn't open. Reading is an act: see `read_request`."""
    request = access.get_visible(user, reference)
    authors = [post.author for post in Post.objects.filter(thread=request.thread_id).select_related("author")]
    lens = Lens(user)
    origin = lens.of(request)
    bylines = Bylines(request, lens, [request.posted_by, *authors])
    asks_here = access.may(user, Capability.REQUEST_POST, request.county_id)
    return RequestPage(
        pk=request.pk,
        reference=request.reference,
        kind=request.get_kind_display(),
        origin=origin,
        status=Status(request.status),
        outcome=request.get_outcome_display(),
        urgency=request.get_urgency_display(),
        is_urgent=request.is_urgent,
        posted_at=request.posted_at,
        closed_at=request.closed_at,
        posted_by=bylines.of(request.posted_by, request.posted_at),
        agency=request.get_agency_kind_display(),
        facts=_facts(request),
        summary=request.summary,
        who=who_can_see(request, origin=origin, asks_here=asks_here),
        may_close=asks_here and request.status == Status.OPEN,
        unshown=_unshown(request, bylines, authors) if asks_here and request.county.is_small else [],
        thread=thread_page(user, request.thread_id),
    )


def _rows(user: User | AnonymousUser, lens: Lens, requests: RequestQuerySet) -> list[BoardRow]:
    requests = requests.select_related("county", "age_band").prefetch_related("needs", "placement_types")
    requests = requests.annotate(
        reaches_my_county=Exists(access.reaching(user).filter(pk=OuterRef("pk"))),
        may_open=Exists(access.visible_to(user).filter(pk=OuterRef("pk"))),
    )
    return [
        BoardRow(
            reference=request.reference,
            origin=lens.of(request),
            kind=request.get_kind_display(),
            age_band=request.age_band.label,
            urgency=request.get_urgency_display(),
            is_urgent=request.is_urgent,
            needs=[term.label for term in request.needs.all()],
            placement_types=[term.label for term in request.placement_types.all()],
            posted_at=request.posted_at,
            status=request.get_status_display(),
            reaches_my_county=request.reaches_my_county,
            may_open=request.may_open,
        )
        for request in requests
    ]


def _facts(request: Request) -> list[tuple[str, list[str]]]:
    """The structured fields that were filled in, in the order of the form."""
    facts = [
        ("Age", [request.age_band.label]),
        ("Placement types", _labels(request.placement_types)),
        ("Needs", _labels(request.needs)),
        ("Services", _labels(request.services)),
        ("Languages", _labels(request.languages)),
        ("The youth asks for", [request.get_gender_preference_display()]),
        ("Trafficking concern", [str(request.trafficking or "")]),
        ("Legal status", [str(request.legal_status or "")]),
        ("Funding", [str(request.funding or "")]),
    ]
    return [(label, values) for label, values in facts if any(values)]


def _labels(terms: Any) -> list[str]:
    return [term.label for term in terms.all()]


def _unshown(request: Request, bylines: Bylines, authors: list[User]) -> list[County]:
    answered = {county for author in authors for county in bylines.counties_of(author)}
    shown = request.shown_to.values("county")
    return list(access.reached_counties(request).filter(pk__in=answered).exclude(pk__in=shown))
