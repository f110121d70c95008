"""The board, a new request, a request's page, and what its county does with it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.coordination import access, actions, beginnings, queries, readers
from cohorts.coordination.forms import BoardFilterForm, CloseForm, RequestForm, ShowCountyForm
from cohorts.coordination.transitions import TransitionRefused
from portal.guard import GuardRefused, GuardUnavailable


@login_required
@never_cache
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    access.check_may_see_board(request.user)
    form = BoardFilterForm(request.GET)
    rows = queries.board(request.user, **form.chosen())
    return render(request, "coordination/board.html", {"rows": rows, "form": form})


@login_required
@sensitive_post_parameters("summary")
@never_cache  # a refused form brings back what was typed, in this one response only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    access.check_may_post_somewhere(request.user)
    begun = beginnings.from_search(request.GET)
    form = RequestForm(request.POST or None, person=request.user, initial=begun)
    if request.method == "POST" and form.is_valid():
        posted = _post(request, form)
        if posted:
            messages.success(request, f"Request {posted} is posted. The people whom it reaches are told.")
            return redirect("coordination:request", posted)
    status = 422 if form.errors else 200
    context = {"form": form, "readers": readers, "is_begun": bool(begun)}
    return render(request, "coordination/new.html", context, status=status)


def _post(request: HttpRequest, form: RequestForm) -> str:
    """The reference of the posted request, or nothing with the refusal on the form."""
    try:
        return actions.post_request(
            author=request.user,
            county=form.cleaned_data["county"],
            draft=form.draft(),
            key=form.cleaned_data["key"],
            confirmation=form.confirmation,
        ).reference
    except actions.KeyTaken as refusal:
        form.renew_key()
        form.add_error(None, str(refusal))
    except actions.ReachesNobody as refusal:
        form.add_error("target_counties", str(refusal))
    except GuardRefused as refusal:
        form.add_refusal("summary", refusal)
    except GuardUnavailable as refusal:
        form.add_error("summary", str(refusal))
    return ""


@login_required
@never_cache
@require_safe
def request_page(request: HttpRequest, reference: str) -> HttpResponse:
    page = actions.read_request(reader=request.user, reference=reference)
    return render(request, "coordination/request.html", {"page": page, "close_form": CloseForm(), "readers": readers})


@login_required
@require_POST
def close(request: HttpRequest, reference: str) -> HttpResponse:
    form = CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose how the request ended; it is still open.")
        return redirect("coordination:request", reference)
    try:
        closed = actions.close_request(actor=request.user, reference=reference, outcome=form.cleaned_data["outcome"])
        messages.success(request, f"Request {reference} is closed: {closed.get_outcome_display().lower()}.")
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("coordination:request", reference)


@login_required
@require_POST
def show_county(request: HttpRequest, reference: str) -> HttpResponse:
    form = ShowCountyForm(request.POST)
    if form.is_valid():
        county = form.cleaned_data["county"]
        actions.show_county(actor=request.user, reference=reference, county=county)
        messages.success(request, f"{county} now sees that this request is your county's.")
    else:
        messages.error(request, "Choose a county that has answered.")
    return redirect("coordination:request", reference)
