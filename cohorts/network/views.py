"""The pages of the roof."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohorts.network import queries
from portal.accounts.gates import public
from portal.accounts.reader import reader
from portal.counties.maps import MapValue
from portal.counties.models import County, Tag
from portal.counties.queries import CountySet


@require_safe
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "network/desk.html", {"desk": queries.desk(request.user)})


@public
@require_safe
def counties(request: HttpRequest) -> HttpResponse:
    cohorts = queries.cohorts()
    legend = {level: each.tag.name for level, each in enumerate(cohorts, start=1)}
    return render(request, "network/counties.html", {"values": _map_values(cohorts), "legend": legend})


@public
@require_safe
@never_cache
def county(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        page = queries.county_page(reader(request), slug)
    except County.DoesNotExist:
        raise Http404("There is no such county in California.") from None
    return render(request, "network/county.html", {"page": page})


@public
@require_safe
def cohorts(request: HttpRequest) -> HttpResponse:
    return render(request, "network/cohorts.html", {"cohorts": queries.cohorts()})


@public
@require_safe
@never_cache
def cohort(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        page = queries.cohort_page(reader(request), slug)
    except Tag.DoesNotExist:
        raise Http404("There is no such cohort.") from None
    values = {each.fips: MapValue("in this cohort", 3, _address(each)) for each in page.cohort.counties}
    return render(request, "network/cohort.html", {"page": page, "values": values})


def _map_values(cohorts: list[CountySet]) -> dict[str, MapValue]:
    return {
        each.fips: MapValue(cohort.tag.name, level, _address(each))
        for level, cohort in enumerate(cohorts, start=1)
        for each in cohort.counties
    }


def _address(county: County) -> str:
    return reverse("network:county", args=[county.slug])
