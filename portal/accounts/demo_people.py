"""Who is in the demo, and how to sign in as them without a phone. Never in production."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings

from portal.accounts.factories import PASSWORD
from portal.accounts.models import User

# Shown on the sign-in page; the first one is proof that the demo is loaded.
SHOWN = {
    "coordinator@kern.example": "Kern County coordinator",
    "coordinator@sacramento.example": "Sacramento County coordinator (any county: coordinator@its-name.example)",
    "placing@fresno.example": "Fresno County placing worker",
    "member@los-angeles.example": "Los Angeles County member",
    "sheriff@sacramento.example": "Law enforcement member",
    "staff@pact.example": "PACT staff",
    "moderator@pact.example": "Moderator",
    "privacy@pact.example": "Privacy officer",
    "observer@evaluator.example": "Evaluator",
}
__all__ = ["PASSWORD", "SHOWN", "DemoHelp", "code_of", "help_for", "is_loaded", "secret_of"]


@dataclass(frozen=True)
class DemoHelp:
    """What the sign-in pages tell a visitor of the demo: the addresses and the password, or one person's code."""

    password: str = PASSWORD
    people: tuple[tuple[str, str], ...] = tuple(SHOWN.items())
    name: str = ""
    code: str = ""


def secret_of(email: str) -> str:
    """The TOTP secret (base 32) of a demo person: the same on every machine, so it protects nobody."""
    return base64.b32encode(hashlib.sha256(f"pact demo {email}".encode()).digest()[:20]).decode()


def code_of(email: str) -> str:
    """The code (RFC 6238) that the authenticator app of a demo person shows at this moment."""
    middle = list(yield_hotp_counters_from_time())[settings.MFA_TOTP_TOLERANCE]
    return format_hotp_value(hotp_value(secret_of(email), middle))


def is_loaded() -> bool:
    """True if the demo people are here; in production never, whatever the database holds."""
    return not settings.PRODUCTION and User.objects.filter(email=next(iter(SHOWN))).exists()


def help_for(person: User | None) -> DemoHelp | None:
    """What to tell on a sign-in page; None in production, without the demo, and for a person who is not of the demo."""
    if not is_loaded():
        return None
    if person is None:
        return DemoHelp()
    if not person.email.endswith(".example"):
        return None
    return DemoHelp(name=str(person), code=code_of(person.email))
