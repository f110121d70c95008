"""What every mail of this room has in common: who gets it, how it is marked, and what a refusal is."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

if TYPE_CHECKING:
    from portal.accounts.models import User

logger = logging.getLogger(__name__)


def send(user: User, *, name: str, subject: str, template: str, context: dict[str, Any]) -> bool:
    """Hands one mail to the mail server; False if the server is away or refuses, which is logged without its words.

    `name` ("notification-12") becomes the Message-ID: the same for the same news lets a mail server drop what a lost
    answer made it get twice. The template gets `name`, `site` and `preferences` (addresses) beside its context.
    """
    facts = {
        "name": user.get_short_name(),
        "site": settings.SITE_URL,
        "preferences": settings.SITE_URL + reverse("notify:preferences"),
    }
    mail = EmailMessage(
        subject=" ".join(subject.split()),
        body=render_to_string(template, facts | context),
        to=[user.email],
        headers={
            "Auto-Submitted": "auto-generated",
            "Message-ID": f"<{name}@{urlsplit(settings.SITE_URL).hostname}>",
        },
    )
    try:
        mail.send()
    except (SMTPException, OSError) as refusal:
        logger.warning("Mail %s was refused (%s).", name, type(refusal).__name__)
        return False
    return True
