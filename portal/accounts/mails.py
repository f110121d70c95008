"""Mails about one's own account: plain text, no secret beyond the one link of an invitation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from portal.accounts.models import Invitation, User


def send_invitation(invitation: Invitation, token: str) -> None:
    """Mails the link to the invited address, after commit."""
    link = settings.SITE_URL + reverse("accounts:open_invitation", args=[token])
    _send_after_commit(
        invitation.email, "You are invited to the PACT portal", "invitation", invitation=invitation, link=link
    )


def send_factor_reset(person: User, actor: User) -> None:
    """Tells a person that someone reset their second factor, and whom to call if they didn't ask for it; after commit."""
    _send_after_commit(person.email, "Your second factor was reset", "factor_reset", person=person, actor=actor)


def _send_after_commit(to: str, subject: str, template: str, **context: Any) -> None:
    body = render_to_string(f"accounts/mail/{template}.txt", {**context, "site": settings.SITE_URL})
    transaction.on_commit(lambda: send_mail(f"PACT portal: {subject}", body, None, [to]), robust=True)
