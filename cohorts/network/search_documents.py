"""Which people of the counties can be found: coordinators and their backups, by members, as on their county's page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from cohorts.network.access import CONTACT_ROLES, contacts_visible_to
from portal.accounts.access import capabilities
from portal.accounts.models import Membership, MembershipQuerySet
from search import Hit, SearchDocument, Tier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

KIND = "contact"
LABEL = "County contacts"
TIERS = (Tier.MEMBER, Tier.PLACING)
# Memberships keep no time of their last change, and a change of one rewrites its documents at once.
VERSION = 1


class ContactSource:
    """Whom a county in need calls. An object is a membership: who answers for two counties is found in both."""

    def documents(self, pks: Sequence[str]) -> Iterable[SearchDocument]:
        """One document for each tier of members. One SQL query."""
        for each in _in_force().filter(pk__in=pks).select_related("user", "county"):
            fields = {
                "title": str(each.user),
                "alias": f"{each.get_role_display()} {each.county}",
                "terms": each.get_agency_kind_display(),
                "body": f"{each.user.work_phone}\n{each.user.email}",
            }
            for tier in TIERS:
                yield SearchDocument(KIND, str(each.pk), tier, fields, {}, VERSION)

    def all_pks(self) -> Iterable[str]:
        return [str(pk) for pk in _in_force().values_list("pk", flat=True)]

    def visible_pks(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[str]:
        """Two SQL queries, one for nobody."""
        visible = set(contacts_visible_to(capabilities(user)).filter(pk__in=pks).values_list("pk", flat=True))
        return [pk for pk in pks if int(pk) in visible]

    def hits(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[Hit]:
        """Leads to the county's page, where phone and mail are. One SQL query."""
        found = {str(each.pk): each for each in Membership.objects.filter(pk__in=pks).select_related("user", "county")}
        return [_hit(found[pk]) for pk in pks]


def _in_force() -> MembershipQuerySet:
    return Membership.objects.current().filter(role__in=CONTACT_ROLES, county__isnull=False)


def _hit(membership: Membership) -> Hit:
    return Hit(
        title=str(membership.user),
        url=reverse("network:county", args=[membership.county.slug]) if membership.county else "",
        summary=f"{membership.get_role_display()}, {membership.county}",
        kind_label=LABEL,
    )
