"""Who may change what about counties in the CMS. Reading is open to everyone, but for the after-hours line (members)."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class NoRowComesOrGoes(ModelPermissionPolicy):
    """Staff with Django's "change" permission edit; nobody adds or removes: California has 58 counties."""

    refused = frozenset({"add", "delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.refused and bool(super().user_has_permission(user, action))


class NoRowGoes(NoRowComesOrGoes):
    """Staff add and edit sets of counties; nobody removes one: its entries are ended by date, so that history stays."""

    refused = frozenset({"delete"})
