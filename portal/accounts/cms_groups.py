"""Wagtail asks groups who may publish; here groups are derived from memberships, and nobody edits them by hand.

Wagtail keeps permissions on trees (pages, collections) in groups, and mails to editors go to groups. So one group stands
for each capability that opens the CMS. After every migration it gets its permissions; a person is put in or taken out
when a membership starts or ends, and again at each request under the CMS, so that it never lags behind the memberships.
"""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.accounts.access import capabilities
from portal.accounts.roles import Capability

if TYPE_CHECKING:
    from portal.accounts.models import User

GROUP_NAMES = {Capability.CMS: "CMS editors", Capability.AUDIT: "Audit readers"}
_ENTER = "wagtailadmin.access_admin"
# People join by invitation alone, so Wagtail's own user and group pages stay closed; the audit has its own capability.
_withheld: list[str] = [
    "auth.*",
    "account.*",
    "mfa.*",
    "usersessions.*",
    "audit.*",
    "accounts.*_user",
    "accounts.*_membership",
    "accounts.*_invitation",
]
_granted: dict[Capability, list[str]] = {
    Capability.CMS: ["wagtail*.*", "taggit.*"],
    Capability.AUDIT: [_ENTER, "audit.view_*"],
}
_PAGE_VERBS = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
_FILE_VERBS = tuple(
    f"{verb}_{kind}" for kind in ("image", "document") for verb in ("add", "change", "delete", "choose")
)
_COLLECTION_VERBS = ("add_collection", "change_collection", "delete_collection")


def withhold(pattern: str) -> None:
    """Keeps permissions such as `coordination.*` from CMS editors. Call from AppConfig.ready.

    Every room's models can be edited under the CMS once the room gives them a page there, unless the room says no here.
    """
    _withheld.append(pattern)


def lay() -> None:
    """Makes the groups and gives each exactly its permissions. Runs after every migration; safe to repeat."""
    rooms = [config.label for config in apps.get_app_configs() if config.name in settings.ROOMS]
    everything = Permission.objects.select_related("content_type")
    for capability, name in GROUP_NAMES.items():
        patterns = [*_granted[capability], *(f"{room}.*" for room in rooms if capability == Capability.CMS)]
        withheld = _withheld if capability == Capability.CMS else []
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(
            each for each in everything if _any(patterns, _full_name(each)) and not _any(withheld, _full_name(each))
        )
    _lay_trees(Group.objects.get(name=GROUP_NAMES[Capability.CMS]))


def _lay_trees(editors: Group) -> None:
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    if root is not None:
        page_type = ContentType.objects.get_for_model(Page)
        for verb in Permission.objects.filter(content_type=page_type, codename__in=_PAGE_VERBS):
            GroupPagePermission.objects.get_or_create(group=editors, page=root, permission=verb)
    if collection is not None:
        for verb in Permission.objects.filter(codename__in=_FILE_VERBS + _COLLECTION_VERBS):
            GroupCollectionPermission.objects.get_or_create(group=editors, collection=collection, permission=verb)


def settle(user: User) -> None:
    """Puts a person in the groups that the memberships in force call for, and out of the others. Two SQL queries, or more."""
    held = {capability for capability, _ in capabilities(user)}
    due = {name for capability, name in GROUP_NAMES.items() if capability in held}
    has = set(user.groups.values_list("name", flat=True))
    if has != due:
        user.groups.set(Group.objects.filter(name__in=due))


def settle_everyone() -> None:
    """For the tick: takes out whom a date has taken out, so that mails to editors reach editors only."""
    for group in Group.objects.filter(name__in=GROUP_NAMES.values()):
        for user in group.user_set.all():
            settle(user)


def _full_name(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"


def _any(patterns: list[str], name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
