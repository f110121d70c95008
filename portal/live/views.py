"""Polling, for pages that can't have a socket."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.gates import passive
from portal.live import queries


@passive
@never_cache
@require_safe
def poll(request: HttpRequest, topic: str) -> HttpResponse:
    """The events of a topic after a number (`?after=`, 0 unless given), as JSON. 404 for who may not follow it.

    A page asks by itself, so asking keeps no session alive.
    """
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) <= 10):
        return JsonResponse({"error": "“after” is not a number. Reload the page."}, status=400)
    polled = queries.polled(request.user, topic, int(after))
    if polled is None:
        raise Http404
    return JsonResponse(polled)
