"""What delegates read: plain text with the listing's name, its county, how old what is known is, and the links."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from resources.keeping import links, waiting
from resources.models import Delegate, DelegateMail, Proposal

logger = logging.getLogger(__name__)
Purpose = DelegateMail.Purpose


def compose(mail: DelegateMail) -> EmailMessage | None:
    """The mail as it is right at this moment, or None if there is nothing left to say: ended, counted, or confirmed."""
    match mail.purpose:
        case Purpose.GRANTED:
            return _granted(mail)
        case Purpose.DECIDED:
            return _decided(mail)
        case _:
            return _reminder(mail)


def send(message: EmailMessage) -> bool:
    """Hands a mail to the mail server; False if it is away or refuses, which is logged without its words."""
    try:
        message.send()
    except (SMTPException, OSError) as refusal:
        logger.warning("A mail to a delegate was refused (%s).", type(refusal).__name__)
        return False
    return True


def send_links(delegates: Sequence[Delegate]) -> bool:
    """Mails the links that somebody asked for a moment ago; all of one address."""
    return send(_mail(delegates[0], "Your links to the PACT directory", "links", delegates=_with_links(delegates)))


def _granted(mail: DelegateMail) -> EmailMessage | None:
    delegate = _in_force().filter(pk=mail.ref, email=mail.email).first()
    if delegate is None:
        return None
    subject = f"{delegate.county} asks you to keep {delegate.listing} right"
    return _mail(delegate, subject, "granted", link=links.address_for(delegate))


def _decided(mail: DelegateMail) -> EmailMessage | None:
    proposal = Proposal.objects.filter(pk=mail.ref).select_related("listing", "delegate").first()
    if proposal is None or proposal.delegate is None:
        return None
    delegate = _in_force().filter(pk=proposal.delegate.pk, email=mail.email).first()
    if delegate is None:
        return None
    subject = f"{delegate.county} has looked at your change to {delegate.listing}"
    return _mail(delegate, subject, "decided", link=links.address_for(delegate))


def _reminder(mail: DelegateMail) -> EmailMessage | None:
    asked = waiting.asked_of(mail.email, mail.ref)
    if not asked:
        return None
    number = len(asked)
    subject = f"Is {asked[0].delegate.listing} still right?" if number == 1 else f"Are {number} listings still right?"
    lines = [(line, links.address_for(line.delegate)) for line in asked]
    return _mail(asked[0].delegate, subject, "reminder", lines=lines)


def _in_force() -> QuerySet[Delegate]:
    return Delegate.objects.in_force().select_related("listing__county", "county")


def _with_links(delegates: Sequence[Delegate]) -> list[tuple[Delegate, str]]:
    return [(delegate, links.address_for(delegate)) for delegate in delegates]


def _mail(delegate: Delegate, subject: str, template: str, **context: Any) -> EmailMessage:
    facts = {
        "delegate": delegate,
        "days": links.VALID_FOR.days,
        "new_link": settings.SITE_URL + reverse("resources:keeping:new_link"),
    }
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=render_to_string(f"resources/keeping/mail/{template}.txt", facts | context),
        to=[delegate.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
