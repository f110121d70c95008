"""The one source of "may".

Who may look after whom (Pacific day; "county people": every membership in force is of the coordinator's own county):

| | invite | end a membership | reset a second factor | disable |
|---|---|---|---|---|
| coordinator, backup | own county: member, placing worker, backup | own county | county people | no |
| PACT staff | anyone, as anything | any | anyone, other staff too | anyone |
| everyone else | no | no | no | no |

Never for oneself. Staff reset each other, because nobody else could let them back in.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, Subquery

from portal.accounts.models import Invitation, Membership, TermsOfUse, User
from portal.accounts.roles import (
    COORDINATOR_INVITES,
    COUNTY_AGENCIES,
    NEVER_BY_ROLE,
    ROLE_CAPABILITIES,
    AgencyKind,
    Capability,
    Role,
)

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


def capabilities_of(users: QuerySet[User]) -> dict[int, frozenset[Capability]]:
    """What each of these people may do now, anywhere, by their id; who may do nothing is missing. One SQL query."""
    held: dict[int, frozenset[Capability]] = {}
    memberships = Membership.objects.current().filter(user__in=users)
    for user, role, agency_kind in memberships.values_list("user_id", "role", "agency_kind"):
        held[user] = held.get(user, frozenset()) | of_role(role, agency_kind)
    return held


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


def has_second_factor(user: User) -> bool:
    """True if the person enrolled a factor that can be shown at sign-in; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def with_factor(people: QuerySet[User]) -> QuerySet[User]:
    """The people with `has_factor`: whether each enrolled one, in the same SQL query."""
    factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return people.annotate(has_factor=Exists(factors))


def check_may_enter_cms(user: User) -> None:
    """Raises PermissionDenied unless the person may publish or read the audit, by a membership in force. One query."""
    if not {Capability.CMS, Capability.AUDIT} & {capability for capability, _ in capabilities(user)}:
        raise PermissionDenied("The CMS is for PACT staff. Write to PACT if something here should be changed.")


def may_invite_anywhere(held: Capabilities) -> bool:
    """True for PACT staff: they look after everyone, in counties and organisations."""
    return (Capability.INVITE, None) in held


def counties_looked_after(held: Capabilities) -> frozenset[str]:
    """FIPS codes of the counties whose people are looked after with these capabilities."""
    return frozenset(county for each, county in held if each == Capability.INVITE and county)


def people_visible_to(user: User, held: Capabilities | None = None) -> QuerySet[User]:
    """The people a person looks after: everyone for staff; whoever is or was of the county for its coordinators.

    `held`, here and below: the person's capabilities, if they were read already.
    """
    held = capabilities(user) if held is None else held
    if may_invite_anywhere(held):
        return User.objects.all()
    of_county = Membership.objects.filter(county__in=counties_looked_after(held))
    return User.objects.filter(pk__in=of_county.values("user"))


def invitations_visible_to(user: User, held: Capabilities | None = None) -> QuerySet[Invitation]:
    """The invitations a person may see and revoke: all for staff; those of the own county for its coordinators."""
    held = capabilities(user) if held is None else held
    if may_invite_anywhere(held):
        return Invitation.objects.all()
    return Invitation.objects.filter(county__in=counties_looked_after(held))


def check_may_see_people(user: User, held: Capabilities | None = None) -> None:
    """Raises PermissionDenied unless the person looks after people anywhere."""
    held = capabilities(user) if held is None else held
    if not may_invite_anywhere(held) and not counties_looked_after(held):
        raise PermissionDenied("The list of people is for county coordinators and PACT staff. Ask yours to help you.")


def check_may_invite(user: User, *, county: str | None, agency_kind: str, role: str) -> None:
    """Raises PermissionDenied unless the person may bring in someone as this; `county` is a FIPS code or None."""
    held = capabilities(user)
    if (Capability.INVITE, None) in held:
        return
    if county is None or (Capability.INVITE, county) not in held:
        raise PermissionDenied("You may invite people to your own county. Ask PACT staff to invite anyone else.")
    if role not in COORDINATOR_INVITES or agency_kind not in COUNTY_AGENCIES:
        raise PermissionDenied("You may invite members, placing workers and a backup. Ask PACT staff for other roles.")


def check_may_end(user: User, membership: Membership, held: Capabilities | None = None) -> None:
    """Raises PermissionDenied unless the person may end this membership."""
    held = capabilities(user) if held is None else held
    if membership.user_id == user.pk:
        raise PermissionDenied("Nobody ends their own membership. Ask another coordinator or PACT staff.")
    if not {(Capability.INVITE, None), (Capability.INVITE, membership.county_id)} & held:
        raise PermissionDenied("You may end memberships of your own county. Ask PACT staff to end this one.")


def check_may_reset_factor(user: User, person: User, held: Capabilities | None = None) -> None:
    """Raises PermissionDenied unless the person may let another back in who lost the second factor."""
    held = capabilities(user) if held is None else held
    if person.pk == user.pk:
        raise PermissionDenied("Nobody resets their own second factor. Ask another coordinator or PACT staff.")
    if (Capability.RESET_FACTOR, None) in held:
        return
    counties = {each.county_id for each in person.memberships.all() if each.is_in_force()}
    if not counties or not all((Capability.RESET_FACTOR, county) in held for county in counties if county):
        raise PermissionDenied("You may reset the second factor of people of your own county. Ask PACT staff.")
    if None in counties:
        raise PermissionDenied("This person also works for the whole state. Ask PACT staff to reset the second factor.")


def check_may_disable(user: User, person: User, held: Capabilities | None = None) -> None:
    """Raises PermissionDenied unless the person may close or open another's account."""
    held = capabilities(user) if held is None else held
    if person.pk == user.pk:
        raise PermissionDenied("Nobody closes their own account. Ask other PACT staff.")
    if (Capability.INVITE, None) not in held:
        raise PermissionDenied("Only PACT staff close or open an account. End the membership, or ask them.")


def allows(check: Callable[..., None], *args: Any) -> bool:
    """The same rule as a yes or no, for a page that shows only what may be done."""
    try:
        check(*args)
    except PermissionDenied:
        return False
    return True
