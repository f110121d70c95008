"""The shortlist, and up to four listings side by side."""

from __future__ import annotations

from collections.abc import Iterable
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
from resources.worklists.actions.shortlist import MOST
from resources.worklists.comparison import compare
from resources.worklists.forms import compared_in, place_in
from resources.worklists.views.answers import done, refused, way_back

BUTTON = "resources/_shortlist_button.html"


@login_required
@never_cache
@require_safe
def shortlist(request: HttpRequest) -> HttpResponse:
    """What the person has put aside; `?print=1` for paper."""
    shown = queries.shortlist(request.user)
    is_printed = request.GET.get("print") == "1"
    context = {
        "heading": "Your shortlist",
        "shortlist": shown,
        "entries": shown.entries,
        "most": MOST,
        "back": reverse("resources:shortlist"),
        "now": timezone.now(),
    }
    return render(request, f"resources/worklists/{'print' if is_printed else 'shortlist'}.html", context)


@login_required
@require_POST
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    back = way_back(request, reverse("resources:listing", args=[pk]))
    try:
        name = actions.keep(request.user, pk)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    except actions.ShortlistFull as refusal:
        return refused(request, str(refusal), back=back)
    context = {"pk": pk, "name": name, "shortlisted": {pk}, "back": back}
    return done(request, f"{name} is in your shortlist.", back=back, template=BUTTON, context=context)


@login_required
@require_POST
def let_go(request: HttpRequest, pk: UUID) -> HttpResponse:
    back = way_back(request, reverse("resources:shortlist"))
    name = actions.let_go(request.user, pk) or "It"
    context = {"pk": pk, "name": name, "shortlisted": (), "back": back}
    return done(request, f"{name} is out of your shortlist.", back=back, template=BUTTON, context=context)


@login_required
@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        actions.move(request.user, pk, place=place_in(request.POST))
    except ObjectDoesNotExist as error:
        raise Http404 from error
    messages.success(request, "Your shortlist has its new order.")
    return redirect(f"{reverse('resources:shortlist')}#listing-{pk}")


@login_required
@never_cache
@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """The listings that the address names in `ids`; `?only=differences` leaves out what is the same in all."""
    only = request.GET.get("only") == "differences"
    shown = compare(request.user, compared_in(request.GET), only_differences=only)
    pks = [entry.card.pk for entry in shown.entries]
    columns = [(entry, _address_of(pk for pk in pks if pk != entry.card.pk)) for entry in shown.entries]
    context = {"comparison": shown, "columns": columns, "only": only, "query": _address_of(pks)}
    return render(request, "resources/worklists/compare.html", context)


def _address_of(pks: Iterable[UUID]) -> str:
    return "&".join(f"ids={pk}" for pk in pks)
