"""How allauth behaves here."""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest

from portal.accounts import actions


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail; no open sign-up: people join by invitation (`portal.accounts.actions.joining`)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return f"PACT portal: {subject}"

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        actions.note_failed_sign_in(credentials.get("email", ""))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of factors are stored encrypted; the last factor can be replaced, not removed."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "This is your only second factor. Add a passkey first, then remove this one.",
        "incorrect_code": "That code is not right, or was used already. Wait for the next one in your app and type it here.",
    }

    def encrypt(self, text: str) -> str:
        return _cipher(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER


@lru_cache(maxsize=4)
def _cipher(*secret_keys: str) -> MultiFernet:
    """Encrypts with the first key, decrypts with any, so that the secret key can be changed without losing a factor."""
    return MultiFernet([Fernet(_derived(each)) for each in secret_keys])


def _derived(secret_key: str) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"portal.accounts.second_factor").derive(
        secret_key.encode()
    )
    return base64.urlsafe_b64encode(key)
