"""The one door in front of pages, documents and images: who comes in, who is led where, what may be kept.

Wagtail serves public and members' pages at one address pattern, so the portal's gates leave this pattern open
(`portal.accounts.gates`) and the door stands here, in front of each thing.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from portal.accounts import refusals
from portal.accounts.access import missing
from portal.accounts.sessions import second_factor_confirmed
from portal.pages import access
from portal.pages.levels import AccessLevel


def answer(request: HttpRequest, level: str, respond: Callable[[], HttpResponse]) -> HttpResponse:
    """What `respond` makes, if the person of the request may read things of this level.

    For what isn't public, everyone passes the same questions as at any members' address: signed in, second factor shown,
    membership in force, terms accepted; who lacks one is led to where it can be supplied. Someone with all of these but
    without the right gets PermissionDenied (the 403 page), never the sign-in page, which would send them straight back.
    What isn't public is `private, no-store`; so is a page that shows its reader's name, unless `respond` said otherwise.
    """
    response = _refusal(request, level) or respond()
    named = request.user.is_authenticated and not response.has_header("Cache-Control")
    if level != AccessLevel.PUBLIC or named:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _refusal(request: HttpRequest, level: str) -> HttpResponse | None:
    if level == AccessLevel.PUBLIC:
        return None
    if not request.user.is_authenticated:
        return refusals.sign_in_first(request)
    lacking = missing(request.user, second_factor=second_factor_confirmed(request.session, request.user))
    if lacking:
        return refusals.ask_for(request, lacking)
    access.check_may_read(request.user, level)
    return None
