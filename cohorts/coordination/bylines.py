"""Who is speaking: a person's name, role and place, from the account; never more than the viewer may know."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from portal.accounts.models import Membership

if TYPE_CHECKING:
    from cohorts.coordination.models import Request
    from cohorts.coordination.origins import Lens
    from portal.accounts.models import User


class Bylines:
    """The bylines of any number of people on one request, for one viewer. One query when made, then none."""

    def __init__(self, request: Request, lens: Lens, people: Iterable[User]) -> None:
        self._request = request
        self._lens = lens
        self._memberships: dict[int, list[Membership]] = defaultdict(list)
        rows = Membership.objects.filter(user__in={person.pk for person in people})
        for row in rows.select_related("county", "organisation").order_by("-valid_from"):
            self._memberships[row.user_id].append(row)

    def of(self, person: User, at: datetime.datetime) -> str:
        """Name, role and place as they were on the Pacific day of `at`.

        A person of a small county that has not shown itself is only a role and a region: a name leads to a county.
        """
        asking = next((row for row in self._memberships[person.pk] if row.county_id == self._request.county_id), None)
        if asking and not self._lens.knows(self._request):
            return f"{asking.get_role_display()}, {self._lens.of(self._request).label}"
        held = self._held(person, at)
        if held is None:
            return person.get_full_name()
        return f"{person.get_full_name()}, {held.get_role_display()}, {held.county or held.organisation}"

    def counties_of(self, person: User) -> set[str]:
        """FIPS codes of the counties that the person has ever worked for here."""
        return {row.county_id for row in self._memberships[person.pk] if row.county_id}

    def _held(self, person: User, at: datetime.datetime) -> Membership | None:
        """The membership in force at a moment, else the newest; the asking county's first, an organisation's last."""
        day = timezone.localdate(at)
        ever = self._memberships[person.pk]
        in_force = [row for row in ever if row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)]
        return min(
            in_force or ever[:1],
            key=lambda row: (row.county_id != self._request.county_id, row.county_id is None),
            default=None,
        )
