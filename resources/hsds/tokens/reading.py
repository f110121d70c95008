"""Who a request to the API comes from, by its token; without one it comes from anybody."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from resources.hsds.reader import Reader
from resources.hsds.tokens.actions import use_token
from search import Tier
from search.service import tier_of


class TokenRefused(Exception):
    """A token that opens nothing. `stranger` is who then asks: tries are counted by address."""

    def __init__(self, stranger: Reader) -> None:
        super().__init__("This token opens nothing.")
        self.stranger = stranger


def reader_of(request: HttpRequest) -> Reader:
    """The owner of the token in `Authorization: Bearer …`, or anybody where there is no such header.

    Refuses (TokenRefused) any other content of the header: whoever sends a token means to see more than the public.
    """
    stranger = Reader(AnonymousUser(), Tier.PUBLIC, f"address:{get_adapter(request).get_client_ip(request)}")
    sent = request.headers.get("Authorization")
    if sent is None:
        return stranger
    scheme, _, secret = sent.strip().partition(" ")
    token = use_token(secret.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        raise TokenRefused(stranger)
    return Reader(token.owner, tier_of(token.owner), f"token:{token.pk}")
