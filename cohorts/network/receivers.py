"""What follows when a county's contact changes: search is told, in the same transaction."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_delete, post_save

import search
from cohorts.network.access import CONTACT_ROLES
from cohorts.network.search_documents import KIND
from portal.accounts.models import Membership, User

# What search knows of a person; a sign-in, for one, writes another field and changes nothing.
KNOWN = frozenset({"first_name", "last_name", "work_phone", "email", "is_active"})


def connect() -> None:
    """Called once, from AppConfig.ready."""
    post_save.connect(membership_changed, sender=Membership, dispatch_uid=f"{KIND} saved")
    post_delete.connect(membership_deleted, sender=Membership, dispatch_uid=f"{KIND} deleted")
    post_save.connect(person_changed, sender=User, dispatch_uid=f"{KIND} person saved")


def membership_changed(instance: Membership, **_: Any) -> None:
    if instance.role in CONTACT_ROLES:
        (search.changed if instance.is_in_force() else search.purge)(KIND, instance.pk)


def membership_deleted(instance: Membership, **_: Any) -> None:
    if instance.role in CONTACT_ROLES:
        search.purge(KIND, instance.pk)


def person_changed(
    instance: User, created: bool = False, update_fields: Collection[str] | None = None, **_: Any
) -> None:
    if created or (update_fields is not None and KNOWN.isdisjoint(update_fields)):
        return
    contacts = list(Membership.objects.filter(user=instance, role__in=CONTACT_ROLES).values_list("pk", flat=True))
    if contacts:
        (search.changed if instance.is_active else search.purge)(KIND, *contacts)
