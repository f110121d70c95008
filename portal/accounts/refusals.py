"""The answers of the gates: where to go, in one sentence, with nothing lost that was typed."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode

from portal.accounts import queries
from portal.accounts.access import Missing

if TYPE_CHECKING:
    from portal.accounts.models import User

SESSION_ENDED = "Your session ended. Sign in again in another window; what you typed is still on this page."
SIGN_IN = "This is for signed-in members. Sign in and try again."
SENTENCES = {
    Missing.SECOND_FACTOR: "Show your second factor first, then try again.",
    Missing.MEMBERSHIP: "Your membership has ended. Ask your county coordinator or PACT staff to renew it.",
    Missing.TERMS: "The terms of use have changed. Read and accept them first, then try again.",
}
# Never shown again, not even to the person who typed it.
_SECRET_WORDS = ("password", "token", "code", "credential", "secret")


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """For a reader who is not signed in: the sign-in page, with the way back; 401 for scripts and for a form sent too late."""
    ended = getattr(request, "session_ended", False)
    way = _with_next(resolve_url(settings.LOGIN_URL), request, ended=ended)
    if _by_script(request):
        return _json(SESSION_ENDED if ended else SIGN_IN, way, HTTPStatus.UNAUTHORIZED)
    if request.method in ("GET", "HEAD"):
        return HttpResponseRedirect(way)
    context = {"sign_in": way, "typed": typed_texts(request.POST)}
    response = render(request, "accounts/session_ended.html", context, status=HTTPStatus.UNAUTHORIZED)
    response["Cache-Control"] = "no-store"
    return response


def ask_for(request: HttpRequest, lacking: Missing) -> HttpResponse:
    """For a signed-in reader who lacks something: the page on which to supply it; or that the membership has ended."""
    way = _way_to_supply(request, lacking)
    if _by_script(request):
        return _json(SENTENCES[lacking], way, HTTPStatus.FORBIDDEN)
    if lacking is Missing.MEMBERSHIP:
        context = {"contacts": queries.contacts_for(cast("User", request.user))}
        return render(request, "accounts/membership_ended.html", context, status=HTTPStatus.FORBIDDEN)
    return HttpResponseRedirect(way)


def typed_texts(posted: QueryDict) -> list[tuple[str, str]]:
    """What a person typed into a form that came too late: the name of each field in words, and its text."""
    return [
        (name.replace("_", " ").capitalize(), text)
        for name, texts in posted.lists()
        for text in texts
        if text.strip() and name != "csrfmiddlewaretoken" and not any(word in name for word in _SECRET_WORDS)
    ]


def _way_to_supply(request: HttpRequest, lacking: Missing) -> str:
    if lacking is Missing.TERMS:
        return _with_next(reverse("accounts:terms"), request)
    if lacking is Missing.MEMBERSHIP:
        return reverse("account_logout")
    page = "mfa_reauthenticate" if queries.has_second_factor(cast("User", request.user)) else "accounts:second_factor"
    return _with_next(reverse(page), request)


def _with_next(url: str, request: HttpRequest, *, ended: bool = False) -> str:
    """The address with the way back in `next`: the page on the screen for a script, this address for a page."""
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx's middleware
        back = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
    elif request.method in ("GET", "HEAD") and not _by_script(request):
        back = request.get_full_path()
    else:
        back = _own_path(request.headers.get("Referer", "")) or "/"
    return f"{url}?{urlencode({'next': back, **({'ended': 1} if ended else {})})}"


def _own_path(address: str) -> str:
    """Path and query of an address; the browser sends a referrer of this site alone (SECURE_REFERRER_POLICY)."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _by_script(request: HttpRequest) -> bool:
    asks_json = request.headers.get("Accept", "").startswith("application/json")
    by_htmx = bool(request.htmx)  # type: ignore[attr-defined]
    return by_htmx or asks_json or request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _json(sentence: str, way: str, status: HTTPStatus) -> JsonResponse:
    return JsonResponse({"detail": sentence, "url": way}, status=status, headers={"Cache-Control": "no-store"})
