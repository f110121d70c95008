"""Making, using and revoking tokens."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from portal import audit
from portal.accounts.models import User
from resources.hsds.tokens import access
from resources.models import ApiToken

MOST = 10
DAYS = (30, 90, 365)
# Tools that look for secrets in code and mails know one by its beginning.
PREFIX = "pact_"
# Use is written at most this often, so that reading isn't writing.
STAMP_EVERY = datetime.timedelta(minutes=1)


class TokenNotMade(Exception):
    """Nothing was made; the message is one sentence for people."""


@transaction.atomic
def make_token(user: User, *, name: str, days: int) -> tuple[ApiToken, str]:
    """A new token and its secret, which can't be read again. The name has passed the guard (`forms.TokenForm`).

    Refuses (PermissionDenied) whoever is no member, and (TokenNotMade) one more than `MOST`.
    """
    access.check_may_make(user)
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # a second click waits here for the first one
    if access.tokens_of(user).count() >= MOST:
        raise TokenNotMade(f"You have {MOST} tokens, and that is all you can. Revoke one, then make this one.")
    secret = PREFIX + secrets.token_urlsafe(32)
    now = timezone.now()
    token = ApiToken.objects.create(
        owner=user,
        name=name,
        digest=digest_of(secret),
        beginning=secret[: len(PREFIX) + 4],
        made_at=now,
        ends_at=now + datetime.timedelta(days=days),
    )
    audit.record("api_token.made", token, user, {"days": days})
    return token, secret


@transaction.atomic
def revoke_token(user: User, pk: int) -> None:
    """Ends one of the person's tokens from this moment on. Raises ApiToken.DoesNotExist for any other."""
    token = access.tokens_of(user).select_for_update().get(pk=pk)
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    audit.record("api_token.revoked", token, user)


def use_token(secret: str) -> ApiToken | None:
    """The token of a secret, with its owner, and notes its use; None: it opens nothing (`access.token_of`)."""
    token = access.token_of(digest_of(secret))
    if token is not None:
        now = timezone.now()
        if token.last_used_at is None or token.last_used_at <= now - STAMP_EVERY:
            ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def digest_of(secret: str) -> str:
    """Under what a secret is stored: it is drawn at random and long, so a plain digest can't be turned back."""
    return hashlib.sha256(secret.encode()).hexdigest()
