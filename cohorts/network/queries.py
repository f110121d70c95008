"""What the roof shows of the rooms below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cohorts.coordination import queries as coordination
from cohorts.coordination.queries import BoardRow
from cohorts.network import access
from events import queries as events
from events.models import Convening
from portal.accounts.access import capabilities
from portal.accounts.models import Membership, MembershipQuerySet, User
from portal.counties import queries as counties
from portal.counties.models import County, CountyTag, Tag
from portal.counties.queries import CountySet, Neighbor
from portal.notify import queries as notify
from portal.notify.queries import Item
from resources.queries import listings_in_or_for

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    Reader = User | AnonymousUser

# The desk names the newest few; the inbox has the rest.
NOTICES_ON_DESK = 4


@dataclass(frozen=True)
class Contact:
    """Someone to call. `role` in words; phone and mail are those of the person's work."""

    county: str
    name: str
    role: str
    phone: str
    email: str


@dataclass(frozen=True)
class MyCounty:
    """A county for which the reader holds a role, the role in words, and its cohort, if staff put it in one."""

    county: County
    role: str
    cohort: Tag | None


@dataclass(frozen=True)
class Desk:
    """What waits for one person. `reaching` and `own` are None for a person who answers or posts for no county."""

    counties: tuple[MyCounty, ...]
    statewide: tuple[str, ...]
    reaching: tuple[BoardRow, ...] | None
    own: tuple[BoardRow, ...] | None
    sees_board: bool
    unread: int
    notices: tuple[Item, ...]
    """The newest of the unread, a few."""
    next_convening: Convening | None
    latest_convening: Convening | None
    """Only where no convening is announced."""


@dataclass(frozen=True)
class CountyPage:
    """One county as one reader may see it; what is for members is None for the public."""

    county: County
    cohort: Tag | None
    tags: tuple[CountyTag, ...]
    neighbors: tuple[Neighbor, ...]
    listings: int
    contacts: tuple[Contact, ...] | None
    after_hours_line: str | None
    requests: tuple[BoardRow, ...] | None


@dataclass(frozen=True)
class CohortPage:
    cohort: CountySet
    population: int
    contacts: tuple[Contact, ...] | None


def desk(user: User) -> Desk:
    """What waits for a person, each part from the room that holds it. A constant number of SQL queries per role."""
    held = capabilities(user)
    mine = list(Membership.objects.current().filter(user=user).select_related("county", "organisation"))
    cohort_of = _cohort_of(each.county_id for each in mine if each.county_id)
    inbox = notify.inbox(user)
    upcoming = events.next_convening()
    return Desk(
        counties=tuple(
            MyCounty(each.county, each.get_role_display(), cohort_of.get(each.county.fips))
            for each in mine
            if each.county
        ),
        statewide=tuple(f"{each.get_role_display()}, {each.organisation}" for each in mine if each.organisation),
        reaching=tuple(coordination.reaching_me(user)) if access.answers_for_a_county(held) else None,
        own=tuple(coordination.requests_of(user)) if access.posts_for_a_county(held) else None,
        sees_board=access.sees_board(held),
        unread=inbox.unread,
        notices=tuple(item for item in inbox.items if item.unread)[:NOTICES_ON_DESK],
        next_convening=upcoming,
        latest_convening=None if upcoming else next(iter(events.convenings(user)), None),
    )


def county_page(reader: Reader, slug: str) -> CountyPage:
    """One county. Raises County.DoesNotExist for an unknown slug."""
    county = County.objects.get(slug=slug)
    held = capabilities(reader)
    member = access.is_member(held)
    tags = county.county_tags.select_related("tag").order_by("tag__kind", "tag__name")
    return CountyPage(
        county=county,
        cohort=counties.cohort_of(county),
        tags=tuple(tags.exclude(tag__kind=Tag.Kind.COHORT)),
        neighbors=tuple(counties.neighbors(county)),
        listings=listings_in_or_for(reader, slug),
        contacts=_contacts(access.contacts_visible_to(held).filter(county=county)) if member else None,
        after_hours_line=county.after_hours_line if member else None,
        requests=tuple(coordination.board(reader, county=slug)) if access.sees_board(held) else None,
    )


def cohort_page(reader: Reader, slug: str) -> CohortPage:
    """One cohort with its counties today. Raises Tag.DoesNotExist for an unknown slug."""
    found = next((each for each in counties.cohorts() if each.tag.slug == slug), None)
    if found is None:
        raise Tag.DoesNotExist(slug)
    held = capabilities(reader)
    people = access.contacts_visible_to(held).filter(county__in=[county.fips for county in found.counties])
    return CohortPage(
        cohort=found,
        population=sum(county.population for county in found.counties),
        contacts=_contacts(people) if access.is_member(held) else None,
    )


def cohorts() -> list[CountySet]:
    """The cohorts with their counties today. Two SQL queries."""
    return counties.cohorts()


def _cohort_of(fips: Iterable[str]) -> dict[str, Tag]:
    rows = CountyTag.objects.current().filter(county__in=list(fips), tag__kind=Tag.Kind.COHORT)
    return {row.county_id: row.tag for row in rows.select_related("tag")}


def _contacts(memberships: MembershipQuerySet) -> tuple[Contact, ...]:
    """By county, its coordinators before their backups."""
    rows = memberships.select_related("user", "county").order_by(
        "county__name", "-role", "user__last_name", "user__first_name"
    )
    return tuple(
        Contact(
            each.county.name if each.county else "",
            str(each.user),
            each.get_role_display(),
            each.user.work_phone,
            each.user.email,
        )
        for each in rows
    )
