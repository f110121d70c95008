"""Call lists: started from the shortlist or a search, tapped through on a phone."""

from __future__ import annotations

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
from resources.worklists.forms import CALL_BACK, ResultForm, StartForm
from resources.worklists.views.answers import done, refused

ROW = "resources/worklists/_call.html"


@login_required
@never_cache
@require_safe
def call_lists(request: HttpRequest) -> HttpResponse:
    return render(request, "resources/worklists/call_lists.html", {"call_lists": queries.call_lists(request.user)})


@login_required
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Starts a call list of the shortlist, or of the first hits of a search, and leads to it."""
    form = StartForm(request.POST)
    if not form.is_valid():
        messages.error(request, "That search could not be read. Search again, then start the call list.")
        return redirect("resources:directory")
    source, address = form.cleaned_data["source"], form.cleaned_data["address"]
    try:
        made = actions.start_calls(request.user, queries.listings_to_call(request.user, source, address), source)
    except actions.ListFull as refusal:
        messages.error(request, str(refusal))
        return redirect("resources:call_lists")
    return redirect("resources:call_list", made.pk)


@login_required
@never_cache
@require_safe
def call_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        page = queries.call_page(request.user, pk)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    return render(request, "resources/worklists/call_list.html", {"page": page, "call_back": CALL_BACK})


@login_required
@require_POST
def throw_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.throw_away(request.user, pk)
    messages.success(request, "The call list is deleted.")
    return redirect("resources:call_lists")


@login_required
@require_POST
def note_result(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap on one call."""
    form = ResultForm(request.POST)
    if not form.is_valid():
        refusal = "That is not a result that can be kept. Choose one of the buttons."
        return refused(request, refusal, back=reverse("resources:call_lists"))
    try:
        actions.note_result(request.user, pk, form.result_given(), call_back_at=form.call_back_at(timezone.now()))
        return _saved(request, pk, "Saved.")
    except ObjectDoesNotExist as error:
        raise Http404 from error


@login_required
@require_POST
def tell_keepers(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.tell_keepers(request.user, pk)
        return _saved(request, pk, "Those who keep it are told. The count stays as it is until they count.")
    except ObjectDoesNotExist as error:
        raise Http404 from error


@login_required
@require_safe
def heard(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads a keeper from what they were told to the listing."""
    try:
        return redirect("resources:listing", actions.read_heard(request.user, pk))
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _saved(request: HttpRequest, pk: int, said: str) -> HttpResponse:
    row = queries.call_row(request.user, pk)
    back = f"{reverse('resources:call_list', args=[row.call.call_list_id])}#call-{pk}"
    return done(request, said, back=back, template=ROW, context={"row": row, "call_back": CALL_BACK})
