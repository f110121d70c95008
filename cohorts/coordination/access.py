"""Who may see and do what with requests: target minus exclusions. docs/roles.md tells it in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from cohorts.coordination.models import Request, RequestQuerySet, Status
from portal.accounts.access import Capabilities, capabilities, may, of_role
from portal.accounts.models import Membership, User
from portal.accounts.roles import Capability
from portal.counties.models import County, CountyTag

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet


def on_board(user: User | AnonymousUser) -> RequestQuerySet:
    """The requests whose row on the board the person may see: reference, origin, kind, age band, urgency, needs.

    Everyone with the board capability; a county that a request leaves out for safety doesn't learn of it.
    """
    places = {county for capability, county in capabilities(user) if capability == Capability.BOARD}
    if None in places:
        return Request.objects.all()
    return _any_of(~_leaves_out(county) for county in places if county)


def reaching(user: User | AnonymousUser) -> RequestQuerySet:
    """The requests that were posted to a county of the person, where the person answers requests."""
    return _any_of(_reaches(county) for county in _counties(capabilities(user), Capability.REQUEST_ANSWER))


def visible_to(user: User | AnonymousUser) -> RequestQuerySet:
    """The requests whose page and talk the person may read: the asking county's, the reached counties', moderators.

    Staff see the board and figures; a thread is not theirs to read.
    """
    held = capabilities(user)
    if (Capability.REQUEST_MODERATE, None) in held:
        return Request.objects.all()
    own = _counties(held, Capability.REQUEST_ANSWER, Capability.REQUEST_POST)
    return _any_of([*(Q(county=county) for county in own), *map(_reaches, _counties(held, Capability.REQUEST_ANSWER))])


def get_visible(user: User | AnonymousUser, reference: str) -> Request:
    """The request of this reference, or Http404: to anyone else it is as if it didn't exist."""
    request = visible_to(user).filter(reference=reference).select_related("county", "posted_by").first()
    if request is None:
        raise Http404("No request of this reference is open to you.")
    return request


def check_may_see_board(user: User | AnonymousUser) -> None:
    """Raises PermissionDenied for people who see no request at all."""
    if not may(user, Capability.BOARD):
        raise PermissionDenied("The board of requests is for members in the counties and PACT staff.")


def check_may_post_somewhere(user: User | AnonymousUser) -> None:
    """Raises PermissionDenied for people who post requests for no county."""
    if not _counties(capabilities(user), Capability.REQUEST_POST):
        raise PermissionDenied(
            "Only a county's placing workers and coordinators can post a request. Ask one of them to post it."
        )


def check_may_post(user: User | AnonymousUser, county: County) -> None:
    """Raises PermissionDenied unless the person posts requests for that county."""
    if not may(user, Capability.REQUEST_POST, county.fips):
        raise PermissionDenied(
            f"Only placing workers and coordinators of {county} can post a request for it. Ask one of them to post it."
        )


def check_may_answer(user: User | AnonymousUser, request: Request) -> None:
    """Raises PermissionDenied unless the person takes part in the talk of an open request."""
    answering = _counties(capabilities(user), Capability.REQUEST_ANSWER)
    if request.county_id not in answering and not reaching(user).filter(pk=request.pk).exists():
        raise PermissionDenied(
            "Only people who place or coordinate, in the asking county and in those that it asked, can write here."
        )
    if request.status != Status.OPEN:
        label = Status(request.status).label.lower()
        raise PermissionDenied(f"This request is closed ({label}). If the need is back, post a new request.")


def check_may_close(user: User | AnonymousUser, request: Request) -> None:
    """Raises PermissionDenied unless the person posts requests for the asking county."""
    if not may(user, Capability.REQUEST_POST, request.county_id):
        raise PermissionDenied("Only the county that posted a request can close it. Write in the conversation instead.")


def check_may_show_county(user: User | AnonymousUser, request: Request) -> None:
    """Raises PermissionDenied unless the person posts requests for the asking county."""
    if not may(user, Capability.REQUEST_POST, request.county_id):
        raise PermissionDenied("Only the county that posted a request can show itself. Ask it in the conversation.")


def counties_to_post_for(user: User | AnonymousUser) -> QuerySet[County]:
    """The counties for which the person posts requests."""
    return County.objects.filter(fips__in=_counties(capabilities(user), Capability.REQUEST_POST))


def reached_counties(request: Request) -> QuerySet[County]:
    """Target minus exclusions, without the asking county. Cohorts count as they are today."""
    in_cohort = CountyTag.objects.current().filter(tag__in=request.target_cohorts.all())
    counties = County.objects.exclude(pk=request.county_id).exclude(pk__in=request.excluded_counties.values("pk"))
    if request.statewide:
        return counties
    return counties.filter(Q(pk__in=request.target_counties.values("pk")) | Q(pk__in=in_cohort.values("county_id")))


def people_answering_for(counties: Iterable[County]) -> list[User]:
    """The people who answer requests for these counties, by name. Two SQL queries, however many counties."""
    places = [county.pk for county in counties]
    memberships = Membership.objects.current().filter(county__in=places).select_related("user")
    people = {
        membership.user
        for membership in memberships
        if Capability.REQUEST_ANSWER in of_role(membership.role, membership.agency_kind)
    }
    return sorted(people, key=lambda person: (person.last_name, person.first_name, person.pk))


def _counties(held: Capabilities, *wanted: Capability) -> frozenset[str]:
    """FIPS codes of the counties for which one of the wanted capabilities is held."""
    return frozenset(county for capability, county in held if capability in wanted and county)


def _any_of(conditions: Iterable[Q]) -> RequestQuerySet:
    """Requests that meet at least one condition; no condition at all finds none."""
    together = Q()
    for condition in conditions:
        together |= condition
    return Request.objects.filter(together) if together else Request.objects.none()


def _reaches(county: str) -> Q:
    """Requests posted to a county by its FIPS code: statewide, by name or through a cohort, and not left out."""
    named = Request.target_counties.through.objects.filter(request=OuterRef("pk"), county=county)
    cohorts = CountyTag.objects.current().filter(county=county)
    in_cohort = Request.target_cohorts.through.objects.filter(request=OuterRef("pk"), tag__in=cohorts.values("tag"))
    targeted = Q(statewide=True) | Q(Exists(named)) | Q(Exists(in_cohort))
    return targeted & ~Q(county=county) & ~_leaves_out(county)


def _leaves_out(county: str) -> Q:
    return Q(Exists(Request.excluded_counties.through.objects.filter(request=OuterRef("pk"), county=county)))
