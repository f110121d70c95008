"""The signed link of a delegate: single purpose, 14 days, and nothing that must be stored.

The token is the delegation's key and the number of its link, signed with the time. It is worth nothing once the
delegation ends, a newer link is asked for, or another county keeps the listing: all this is read with every use.
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse

from resources.models import Delegate

VALID_FOR = datetime.timedelta(days=14)
_signer = signing.TimestampSigner(salt="resources.keeping.link")


class LinkRefused(Exception):
    """A link that opens nothing. One sentence for every reason, so that it tells nobody which one it was."""

    def __init__(self) -> None:
        super().__init__(
            f"This link doesn't work any more: links work for {VALID_FOR.days} days, until a newer one is asked for. "
            "Ask for a new one below; it comes by mail."
        )


def token_for(delegate: Delegate) -> str:
    """A token that works from now, beside those of the same number that were made before."""
    return _signer.sign(f"{delegate.pk}.{delegate.link_number}")


def address_for(delegate: Delegate) -> str:
    """The whole address, for a mail."""
    return settings.SITE_URL + reverse("resources:keeping:link", args=[token_for(delegate)])


def delegate_of(token: str) -> Delegate:
    """The delegation that a token opens, with its listing and county. Refuses (LinkRefused) every other text."""
    try:
        pk, _, number = _signer.unsign(token, max_age=VALID_FOR).partition(".")
    except signing.BadSignature:
        raise LinkRefused from None
    found = Delegate.objects.in_force().filter(pk=pk, link_number=number)
    delegate = found.select_related("listing__owner_county", "listing__county", "county").first()
    if delegate is None:
        raise LinkRefused
    return delegate
