"""Pages of a convening. All are for members: the gate before every view sees to it, and the queries do again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from events import queries
from events.models import Convening, Session


def convening_list(request: HttpRequest) -> HttpResponse:
    """The convenings that the reader may see, coming ones first."""
    today = timezone.localdate()
    found = queries.convenings(request.user)
    coming = sorted((each for each in found if each.last_day >= today), key=lambda each: each.first_day)
    past = [each for each in found if each.last_day < today]
    return render(request, "events/convenings.html", {"coming": coming, "past": past})


def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """A convening's agenda, day by day."""
    try:
        convening = queries.convening(slug, request.user)
    except Convening.DoesNotExist as missing:
        raise Http404 from missing
    days = queries.agenda_for(convening, request.user)
    return render(request, "events/agenda.html", {"convening": convening, "days": days})


def session(request: HttpRequest, convening_slug: str, slug: str) -> HttpResponse:
    """One session."""
    try:
        page = queries.session_page(convening_slug, slug, request.user)
    except Session.DoesNotExist as missing:
        raise Http404 from missing
    return render(request, "events/session.html", {"page": page, "convening": page.convening, "item": page.item})
