"""Who may see a convening and who may publish one. The only place in this room that decides permission.

A published convening is for members; a draft is for those who publish. The public sees neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from wagtail.permission_policies import ModelPermissionPolicy

from events.models import Convening, ConveningQuerySet, Session, SessionQuerySet
from portal.accounts.access import capabilities
from portal.accounts.roles import Capability

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

NOT_A_PUBLISHER = "Convenings are published by PACT staff. Write to PACT if something on the agenda is wrong."


def visible_convenings(user: User | AnonymousUser) -> ConveningQuerySet:
    """The convenings that a person may see. One SQL query, for the person's capabilities."""
    held = {capability for capability, _ in capabilities(user)}
    if Capability.CMS in held:
        return Convening.objects.all()
    if Capability.ENTER in held:
        return Convening.objects.published()
    return Convening.objects.none()


def visible_sessions(user: User | AnonymousUser) -> SessionQuerySet:
    """The sessions that a person may see: those of the convenings that they may see. One SQL query, as above."""
    return Session.objects.filter(convening__in=visible_convenings(user))


def check_may_publish(user: User | AnonymousUser) -> None:
    """Raises PermissionDenied unless the person may publish and withdraw convenings."""
    if not any(capability == Capability.CMS for capability, _ in capabilities(user)):
        raise PermissionDenied(NOT_A_PUBLISHER)


def check_may_remove(thing: Convening | Session) -> None:
    """Raises PermissionDenied for a published convening and its sessions, whoever asks: people hold links to them."""
    if _published(thing):
        raise PermissionDenied(f"“{thing}” is published, and people hold links to it. Withdraw the convening first.")


def _published(thing: Convening | Session) -> bool:
    return (thing.convening if isinstance(thing, Session) else thing).is_published


class DraftsMayGo(ModelPermissionPolicy):
    """In the CMS: Django's permissions, but a convening or session is removed as a draft only."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Convening | Session) -> bool:
        if action == "delete" and _published(instance):
            return False
        return bool(self.user_has_permission(user, action))
