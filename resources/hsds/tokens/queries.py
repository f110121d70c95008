"""What the page of tokens shows."""

from __future__ import annotations

from portal.accounts.models import User
from resources.hsds.tokens import access
from resources.models import ApiToken


def own_tokens(user: User) -> list[ApiToken]:
    """The person's tokens that are in force, the newest first. One SQL query."""
    return list(access.tokens_of(user))
