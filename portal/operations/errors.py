"""Error pages in plain words, each with a way on. No cache keeps one, and none repeats what was typed.

Templates are `errors/<name>.html` with `sentence` (empty: the template's own) and `links`, pairs of label and address.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string

Links = list[tuple[str, str]]

START_PAGE = ("Go to the start page", "/")
# Shown when even the template of the 500 can't be rendered, for example before the styles are built.
BARE_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Something went wrong</title></head><body>'
    "<h1>Something went wrong</h1><p>The portal made a mistake, and it has been noted. Go back and try again in a "
    'minute.</p><p><a href="/">Go to the start page</a></p></body></html>'
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "400", 400, "", [START_PAGE])


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403. The sentence is the exception's own message, written by an `access.py` for the person who reads it."""
    links = [_desk()] if _signed_in(request) else [_sign_in(request.get_full_path()), START_PAGE]
    return _page(request, "403", 403, str(exception), links)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "404", 404, "", [_desk()] if _signed_in(request) else [START_PAGE])


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Rendered without the request, so that neither the database nor the session is asked for anything."""
    try:
        return _kept_nowhere(HttpResponse(render_to_string("errors/500.html", {"links": [START_PAGE]}), status=500))
    except Exception:
        return _kept_nowhere(HttpResponse(BARE_PAGE, status=500))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was sent with the token of another session, or none. `reason` is for developers: not shown."""
    page = _page_of_the_form(request)
    if _signed_in(request):
        sentence = (
            "Nothing was sent, because this page was open too long or you have signed in again since: go back, copy "
            "what you wrote, reload the page and send it again."
        )
        return _page(request, "csrf", 403, sentence, [("Open the page anew", page), _desk()])
    sentence = (
        "Nothing was sent, because your session has ended or this page was open too long: go back, copy what you "
        "wrote, sign in and send it again."
    )
    return _page(request, "csrf", 403, sentence, [_sign_in(page), START_PAGE])


def _page(request: HttpRequest, name: str, status: int, sentence: str, links: Links) -> HttpResponse:
    context: dict[str, Any] = {"sentence": sentence, "links": links}
    try:
        return _kept_nowhere(render(request, f"errors/{name}.html", context, status=status))
    except DisallowedHost:  # the header asks the request for its host, and that is what was wrong
        return _kept_nowhere(HttpResponse(render_to_string(f"errors/{name}.html", context), status=status))


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def _signed_in(request: HttpRequest) -> bool:
    """An error may come before the middleware that knows who asks."""
    return hasattr(request, "user") and request.user.is_authenticated


def _desk() -> tuple[str, str]:
    return "Go to my desk", resolve_url(settings.LOGIN_REDIRECT_URL)


def _sign_in(then: str) -> tuple[str, str]:
    return "Sign in", f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': then})}"


def _page_of_the_form(request: HttpRequest) -> str:
    """The address of the page that held the form: where the browser says it was, if that was here."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc == request.get_host():
        return f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
    return request.path
