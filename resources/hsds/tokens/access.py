"""What a token opens: what its owner may see at this very moment, and nothing of a token that isn't in force."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from portal.accounts.access import missing_of, with_facts
from portal.accounts.models import User
from resources.models import ApiToken
from search import Tier
from search.service import tier_of


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """The person's tokens that are in force. Nobody else sees them, PACT staff included."""
    return ApiToken.objects.in_force().filter(owner=user)


def check_may_make(user: User) -> None:
    """Refuses (PermissionDenied) whoever would see no more with a token than without."""
    if tier_of(user) == Tier.PUBLIC:
        raise PermissionDenied("Tokens are for members. What everyone may see needs none.")


def token_of(digest: str) -> ApiToken | None:
    """The token with this digest, if it is in force and its owner could sign in and see members' pages now.

    None: there is none, it has ended or was revoked, or its owner's account is closed, has no membership in force or
    hasn't accepted the terms in force. Two SQL queries.
    """
    token = ApiToken.objects.in_force().filter(digest=digest).first()
    if token is None:
        return None
    owner = with_facts(User.objects.filter(pk=token.owner_id, is_active=True)).first()
    if owner is None or missing_of(owner, second_factor=True):  # it was shown when the token was made
        return None
    token.owner = owner
    return token
