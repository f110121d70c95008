"""Who asks the API: a token's owner, or anybody. Signing in to the portal's pages is nothing to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from search import Tier


@dataclass(frozen=True)
class Reader:
    """`name` tells readers apart for limits and walks, `token:7` or `address:192.0.2.7`; `user` decides what is seen."""

    user: User | AnonymousUser
    tier: Tier
    name: str

    @property
    def is_public(self) -> bool:
        return not self.user.is_authenticated
