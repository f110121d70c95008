"""Who may change terms in the CMS. Reading is open to everyone."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class NoTermGoes(ModelPermissionPolicy):
    """Staff add and edit terms; nobody removes one, used or not: listings, requests and their history name it.

    A term that is no longer wanted is given a last day, and no form offers it from the day after.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))
