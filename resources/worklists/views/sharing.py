"""Links to a list of listings: made, opened, revoked."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from resources.worklists import actions, queries


@login_required
@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """Makes a link to what the shortlist holds now."""
    try:
        actions.share(request.user)
        messages.success(
            request, "The link is ready: it stands below, opens for signed-in members, and ends in 7 days."
        )
    except actions.NothingToShare as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("resources:shortlist") + "#links")


@login_required
@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        actions.revoke(request.user, pk)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    messages.success(request, "That link leads nowhere any more.")
    return redirect(reverse("resources:shortlist") + "#links")


@login_required
@never_cache
@require_safe
def shared(request: HttpRequest, key: str) -> HttpResponse:
    """What a link shows this reader, by their own tier; 410 where it has ended. `?print=1` for paper."""
    page = actions.open_link(request.user, key)
    if page is None:
        return render(request, "resources/worklists/ended.html", status=HTTPStatus.GONE)
    context = {
        "heading": "Listings that a colleague shared with you",
        "page": page,
        "entries": [entry for entry in page.entries if entry],
        "withheld": sum(entry is None for entry in page.entries),
        "shortlisted": queries.shortlisted(request.user),
        "back": reverse("resources:shared", args=[key]),
        "now": timezone.now(),
    }
    is_printed = request.GET.get("print") == "1"
    return render(request, f"resources/worklists/{'print' if is_printed else 'shared'}.html", context)
