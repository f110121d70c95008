"""Where a request comes from, as far as one viewer may know.

In a county of fewer than 20,000 people the county's name can point to one child. Its requests show only the region,
and its people only their role, until the county shows itself to the viewer's county.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from cohorts.coordination.models import CountyShown, Request
from portal.accounts.access import capabilities
from portal.counties.models import SMALL_COUNTY_POPULATION, County

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User


@dataclass(frozen=True)
class Origin:
    """What a viewer reads: a county, or only its region with no county."""

    label: str
    county: County | None
    region: str
    """Always there: what mails and summaries say, whoever reads them."""


class Lens:
    """What one viewer may know about the origin of any number of requests. Two queries when made, then none."""

    def __init__(self, viewer: User | AnonymousUser) -> None:
        self._counties = frozenset(county for _, county in capabilities(viewer) if county)
        self._shown = frozenset(
            CountyShown.objects.filter(county__in=self._counties).values_list("request_id", flat=True)
            if self._counties
            else ()
        )

    def of(self, request: Request) -> Origin:
        """The origin of one request, read with its county (`select_related("county")` in lists)."""
        region = f"{request.county.region} region"
        if self.knows(request):
            return Origin(label=str(request.county), county=request.county, region=region)
        return Origin(label=region, county=None, region=region)

    def knows(self, request: Request) -> bool:
        """Whether the viewer may know the county of a request."""
        return not request.county.is_small or request.county_id in self._counties or request.pk in self._shown

    def known(self) -> Q:
        """The same rule for a queryset, so that a filter by county gives away no more than the page does."""
        return Q(county__population__gte=SMALL_COUNTY_POPULATION) | Q(county__in=self._counties) | Q(pk__in=self._shown)


def origin_for(request: Request, viewer: User) -> Origin:
    """The county that asks; only its region where the county is small and has not shown itself to the viewer's county.

    Two SQL queries; for many requests use one `Lens`.
    """
    return Lens(viewer).of(request)
