"""The one source of "may"."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, Subquery

from portal.accounts.models import Membership, TermsOfUse, User
from portal.accounts.roles import NEVER_BY_ROLE, ROLE_CAPABILITIES, AgencyKind, Capability, Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

Capabilities = frozenset[tuple[Capability, str | None]]


def of_role(role: str, agency_kind: str) -> frozenset[Capability]:
    """What a role gives to people of one kind of agency."""
    return ROLE_CAPABILITIES[Role(role)] - NEVER_BY_ROLE.get(AgencyKind(agency_kind), frozenset())


def capabilities(user: User | AnonymousUser, at: datetime.datetime | None = None) -> Capabilities:
    """What a person may do at a moment (now unless given): pairs of a capability and a county's FIPS code.

    A membership of an organisation gives its capabilities for the whole state: the county is then None. Nobody, a person
    who is not active and a person without a membership in force have none. One SQL query.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    return frozenset(
        (capability, membership.county_id)
        for membership in Membership.objects.current(at).filter(user=user)
        for capability in of_role(membership.role, membership.agency_kind)
    )


def may(
    user: User | AnonymousUser,
    capability: Capability,
    county: str | None = None,
    at: datetime.datetime | None = None,
) -> bool:
    """True if the person has the capability for that county or the whole state; with no county: for any place at all."""
    held = capabilities(user, at)
    if county is None:
        return any(capability == each for each, _ in held)
    return (capability, county) in held or (capability, None) in held


def counties_where(user: User | AnonymousUser, capability: Capability) -> frozenset[str]:
    """FIPS codes of the counties for which the person holds the capability by a membership of that county."""
    return frozenset(county for each, county in capabilities(user) if each == capability and county)


def people_with(capability: Capability, county: str | None) -> QuerySet[User]:
    """The active people who hold a capability for a county by a membership there; for None: by an organisation's."""
    pairs = [(role, kind) for role in Role for kind in AgencyKind if capability in of_role(role, kind)]
    by_role = Q()
    for role, kind in pairs:
        by_role |= Q(role=role, agency_kind=kind)
    if not pairs:
        return User.objects.none()
    holders = Membership.objects.current().filter(by_role, county_id=county)
    return User.objects.filter(pk__in=holders.values("user"))


class Missing(StrEnum):
    """What a signed-in person still lacks for members' pages, in the order in which it is asked for."""

    SECOND_FACTOR = "second_factor"
    MEMBERSHIP = "membership"
    TERMS = "terms"


def with_facts(people: QuerySet[User]) -> QuerySet[User]:
    """The people with the two facts that `missing_of` asks for, in the same SQL query."""
    return people.annotate(
        membership_in_force=Exists(Membership.objects.current().filter(user=OuterRef("pk"))),
        terms_in_force=Subquery(TermsOfUse.objects.in_force().values("version")[:1]),
    )


def missing_of(person: User, *, second_factor: bool) -> Missing | None:
    """What a person read through `with_facts` lacks; `second_factor`: whether it was shown in this session."""
    if not second_factor:
        return Missing.SECOND_FACTOR
    if not person.membership_in_force:  # type: ignore[attr-defined]
        return Missing.MEMBERSHIP
    if person.terms_version != (person.terms_in_force or ""):  # type: ignore[attr-defined]
        return Missing.TERMS
    return None


def missing(user: User, *, second_factor: bool) -> Missing | None:
    """What a signed-in person lacks for members' pages; None: nothing. One SQL query, none without a second factor."""
    if not second_factor:
        return Missing.SECOND_FACTOR
    return missing_of(with_facts(User.objects.filter(pk=user.pk)).get(), second_factor=True)
