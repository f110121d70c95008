"""What of the roof a reader may see. Counties and cohorts are public facts; their people are for members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.accounts.models import Membership, MembershipQuerySet
from portal.accounts.roles import Capability, Role

if TYPE_CHECKING:
    from portal.accounts.access import Capabilities

# Whom a county in need calls; every other colleague is reached through them.
CONTACT_ROLES = (Role.COORDINATOR, Role.BACKUP)


def is_member(held: Capabilities) -> bool:
    """True for whoever reaches members' pages; `held` are the reader's capabilities."""
    return any(capability == Capability.ENTER for capability, _ in held)


def sees_board(held: Capabilities) -> bool:
    """True for whoever sees rows of the board; which ones is the coordination room's rule."""
    return any(capability == Capability.BOARD for capability, _ in held)


def answers_for_a_county(held: Capabilities) -> bool:
    """True if requests can reach the reader's desk."""
    return any(capability == Capability.REQUEST_ANSWER and county for capability, county in held)


def posts_for_a_county(held: Capabilities) -> bool:
    """True if the reader's desk has requests of its own."""
    return any(capability == Capability.REQUEST_POST and county for capability, county in held)


def contacts_visible_to(held: Capabilities) -> MembershipQuerySet:
    """The coordinators and backups in force whom the reader may see by name: all for members, none for the public."""
    if not is_member(held):
        return Membership.objects.none()
    return Membership.objects.current().filter(role__in=CONTACT_ROLES, county__isnull=False)
