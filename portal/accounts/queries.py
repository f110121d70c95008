"""What pages about people show: plain data, with a known number of SQL queries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from portal.accounts import access, sessions
from portal.accounts.models import Invitation, Membership, Organisation, TermsOfUse, User
from portal.accounts.roles import Capability
from portal.counties.models import County

PEOPLE_PER_PAGE = 50


@dataclass(frozen=True)
class MembershipRow:
    pk: int
    role: str
    place: str
    agency: str
    valid_from: datetime.date
    valid_to: datetime.date | None
    is_in_force: bool
    may_end: bool


@dataclass(frozen=True)
class PersonRow:
    pk: int
    name: str
    email: str
    work_phone: str
    is_active: bool
    has_factor: bool
    memberships: list[MembershipRow]
    may_reset_factor: bool
    may_disable: bool


@dataclass(frozen=True)
class SessionRow:
    pk: int
    began_at: datetime.datetime
    browser: str
    ip: str
    is_this_one: bool


@dataclass(frozen=True)
class Contact:
    """Someone to call."""

    name: str
    role: str
    work_phone: str
    email: str


def has_second_factor(user: User) -> bool:
    """See `access.has_second_factor`. One query."""
    return access.has_second_factor(user)


def terms_in_force() -> TermsOfUse | None:
    """The terms of use in force now. One query."""
    return TermsOfUse.objects.in_force().first()


def people(user: User, *, text: str = "", county: str = "", page: int | str = 1) -> Page:
    """The people whom a person looks after, by name: those in force first. A page of `PersonRow`; six SQL queries.

    `text` filters by name or address, `county` by FIPS code. Raises PermissionDenied (`access.check_may_see_people`).
    """
    held = access.capabilities(user)
    access.check_may_see_people(user, held)
    in_force = Membership.objects.current().filter(user=OuterRef("pk"))
    found = access.with_factor(access.people_visible_to(user, held)).annotate(is_in_force=Exists(in_force))
    for word in text.split():
        found = found.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word))
    if county:
        found = found.filter(pk__in=Membership.objects.filter(county_id=county).values("user"))
    found = found.order_by("-is_in_force", "last_name", "first_name", "pk")
    sheet = Paginator(found.prefetch_related("memberships__county", "memberships__organisation"), PEOPLE_PER_PAGE)
    shown = sheet.get_page(page)
    rows = [_person_row(user, person, held) for person in shown.object_list]
    return Page(rows, shown.number, sheet)


def person(user: User, person_id: int) -> PersonRow:
    """One of the people whom a person looks after. Raises User.DoesNotExist for anyone else."""
    held = access.capabilities(user)
    found = access.with_factor(access.people_visible_to(user, held)).prefetch_related(
        "memberships__county", "memberships__organisation"
    )
    return _person_row(user, found.get(pk=person_id), held)


def membership(user: User, membership_id: int) -> tuple[PersonRow, MembershipRow]:
    """One membership of someone whom a person looks after, and that person. Raises Membership.DoesNotExist."""
    owner = Membership.objects.get(pk=membership_id, user__in=access.people_visible_to(user)).user_id
    row = person(user, owner)
    return row, next(each for each in row.memberships if each.pk == membership_id)


def own_memberships(user: User) -> list[MembershipRow]:
    """The person's own memberships, the newest first. One query."""
    mine = user.memberships.select_related("county", "organisation").order_by("-valid_from")
    return [_membership_row(user, each, frozenset()) for each in mine]


def open_invitations(user: User) -> list[Invitation]:
    """The invitations that a person may still revoke, the newest first."""
    visible = access.invitations_visible_to(user) & Invitation.objects.open()
    return list(visible.select_related("county", "organisation", "invited_by"))


def places_to_invite_to(user: User) -> tuple[list[County], list[Organisation]]:
    """Counties and organisations to which a person may invite: everything for staff, the own counties for coordinators."""
    held = access.capabilities(user)
    if access.may_invite_anywhere(held):
        return list(County.objects.all()), list(Organisation.objects.all())
    return list(County.objects.filter(pk__in=access.counties_looked_after(held))), []


def contacts_for(user: User) -> list[Contact]:
    """Whom a person calls about the own membership: the coordinators of their counties, else PACT staff. Two queries."""
    counties = [each.county_id for each in user.memberships.all() if each.county_id]
    holders = Membership.objects.current().exclude(user=user).select_related("user", "county", "organisation")
    coordinators = [each for each in holders.filter(county__in=counties) if _looks_after(each)]
    staff = [] if coordinators else [each for each in holders.filter(county=None) if _looks_after(each)]
    return [
        Contact(str(each.user), each.get_role_display(), each.user.work_phone, each.user.email)
        for each in [*coordinators, *staff]
    ]


def _looks_after(membership: Membership) -> bool:
    return Capability.INVITE in access.of_role(membership.role, membership.agency_kind)


def _person_row(reader: User, person: User, held: access.Capabilities) -> PersonRow:
    return PersonRow(
        pk=person.pk,
        name=str(person),
        email=person.email,
        work_phone=person.work_phone,
        is_active=person.is_active,
        has_factor=person.has_factor,  # type: ignore[attr-defined]
        memberships=[_membership_row(reader, each, held) for each in person.memberships.all()],
        may_reset_factor=access.allows(access.check_may_reset_factor, reader, person, held),
        may_disable=access.allows(access.check_may_disable, reader, person, held),
    )


def _membership_row(reader: User, membership: Membership, held: access.Capabilities) -> MembershipRow:
    in_force = membership.is_in_force()
    ahead = membership.valid_from > timezone.localdate()
    return MembershipRow(
        pk=membership.pk,
        role=membership.get_role_display(),
        place=str(membership.county or membership.organisation),
        agency=membership.get_agency_kind_display(),
        valid_from=membership.valid_from,
        valid_to=membership.valid_to,
        is_in_force=in_force,
        may_end=(in_force or ahead) and access.allows(access.check_may_end, reader, membership, held),
    )


def has_account(email: str) -> bool:
    """Whether an address signs in here. Asked only for whoever holds an invitation to that very address."""
    return User.objects.filter(email__iexact=email).exists()


def own_sessions(user: User, session_key: str | None) -> list[SessionRow]:
    """Where the person is signed in, this session first; sessions past a limit are left out."""
    alive = [each for each in UserSession.objects.filter(user=user) if sessions.standing(each.session_key).user]
    rows = [
        SessionRow(each.pk, each.created_at, each.user_agent, each.ip, each.session_key == session_key)
        for each in alive
    ]
    return sorted(rows, key=lambda row: (not row.is_this_one, row.began_at))
