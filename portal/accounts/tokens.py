"""The secret of an invitation's link. The database holds only its digest, so a stolen copy opens nothing."""

from __future__ import annotations

import hashlib
import secrets

from django.core import signing

_signer = signing.Signer(salt="portal.accounts.invitation")


def new_token() -> tuple[str, str]:
    """A random, signed text for a link, and the digest under which its invitation is stored."""
    secret = secrets.token_urlsafe(24)
    return _signer.sign(secret), _digest(secret)


def digest_of(token: str) -> str | None:
    """The digest under which the invitation of a link is stored; None if this portal never signed it."""
    try:
        return _digest(_signer.unsign(token))
    except signing.BadSignature:
        return None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
