"""Requests for tests and for the demo."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import factory
from django.db.models import Q
from factory.django import DjangoModelFactory

from cohorts.coordination.drafts import Draft
from cohorts.coordination.models import Request, Urgency
from cohorts.threads.actions import open_thread
from cohorts.threads.models import Event, Post, Thread
from portal.accounts.factories import person
from portal.accounts.roles import AgencyKind
from portal.counties.models import County, Tag
from portal.notify.models import Notification
from portal.vocabulary.models import Scheme, Term


def term(scheme: Scheme, code: str) -> Term:
    """One of the terms that come with the migrations."""
    return Term.objects.get(scheme=scheme, code=code)


def terms(scheme: Scheme, codes: list[str]) -> frozenset[Term]:
    return frozenset(term(scheme, code) for code in codes)


def counties(slugs: list[str]) -> frozenset[County]:
    return frozenset(County.objects.get(slug=slug) for slug in slugs)


def cohorts(slugs: list[str]) -> frozenset[Tag]:
    return frozenset(Tag.objects.get(kind=Tag.Kind.COHORT, slug=slug) for slug in slugs)


def draft(
    *,
    age: str = "13-15",
    placements: list[str] | None = None,
    needs: list[str] | None = None,
    languages: list[str] | None = None,
    services: list[str] | None = None,
    trafficking: str = "",
    legal_status: str = "",
    funding: str = "",
    to_counties: list[str] | None = None,
    to_cohorts: list[str] | None = None,
    leaving_out: list[str] | None = None,
    **fields: Any,
) -> Draft:
    """A draft from codes and slugs: a home for a youth of 13 to 15 within 7 days, asked of nobody unless given."""
    return Draft(
        urgency=fields.pop("urgency", Urgency.WITHIN_7_DAYS),
        age_band=term(Scheme.AGE_BAND, age),
        placement_types=terms(Scheme.PLACEMENT, placements or ["resource-family"]),
        needs=terms(Scheme.NEED, needs or []),
        languages=terms(Scheme.LANGUAGE, languages or []),
        services=terms(Scheme.SERVICE, services or []),
        trafficking=term(Scheme.TRAFFICKING, trafficking) if trafficking else None,
        legal_status=term(Scheme.LEGAL_STATUS, legal_status) if legal_status else None,
        funding=term(Scheme.FUNDING, funding) if funding else None,
        target_counties=counties(to_counties or []),
        target_cohorts=cohorts(to_cohorts or []),
        excluded_counties=counties(leaving_out or []),
        **fields,
    )


class RequestFactory(DjangoModelFactory[Request]):
    """An open request of Kern's coordinator, asked of nobody; `to=["fresno"]` and `leaving_out=["kings"]` by slug."""

    class Meta:
        model = Request
        skip_postgeneration_save = True

    class Params:
        slug = "kern"

    county = factory.LazyAttribute(lambda made: County.objects.get(slug=made.slug))
    posted_by = factory.LazyAttribute(lambda made: person(county=made.county.slug))
    agency_kind = AgencyKind.CHILD_WELFARE
    thread = factory.LazyAttribute(lambda made: open_thread("request", opened_by=made.posted_by))
    key = factory.LazyFunction(uuid.uuid4)
    urgency = Urgency.WITHIN_7_DAYS
    age_band = factory.LazyFunction(lambda: term(Scheme.AGE_BAND, "13-15"))

    @factory.post_generation
    def choices(self: Request, create: bool, extracted: Any, **_: Any) -> None:
        self.placement_types.set(terms(Scheme.PLACEMENT, ["resource-family"]))
        self.needs.set(terms(Scheme.NEED, ["awake-overnight", "pets"]))

    @factory.post_generation
    def to(self: Request, create: bool, extracted: list[str] | None, **_: Any) -> None:
        self.target_counties.set(counties(extracted or []))

    @factory.post_generation
    def to_cohorts(self: Request, create: bool, extracted: list[str] | None, **_: Any) -> None:
        self.target_cohorts.set(cohorts(extracted or []))

    @factory.post_generation
    def leaving_out(self: Request, create: bool, extracted: list[str] | None, **_: Any) -> None:
        self.excluded_counties.set(counties(extracted or []))


def date_back(request: Request, age: datetime.timedelta) -> None:
    """Moves a request, its talk and what was told of it into the past by `age`, as if it had all happened then."""
    told = Q(ref=request.reference) | Q(ref=request.thread.topic)
    for rows, field in (
        (Request.objects.filter(pk=request.pk), "posted_at"),
        (Request.objects.filter(pk=request.pk, closed_at__isnull=False), "closed_at"),
        (Thread.objects.filter(pk=request.thread_id), "created_at"),
        (Post.objects.filter(thread=request.thread_id), "created_at"),
        (Event.objects.filter(thread=request.thread_id), "at"),
        (Notification.objects.filter(told), "created_at"),
    ):
        for row in rows:
            setattr(row, field, getattr(row, field) - age)
            row.save(update_fields=[field])
