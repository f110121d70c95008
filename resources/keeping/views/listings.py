"""A keeper's list, its "still right", and counting one listing."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from resources.keeping import actions, queries
from resources.keeping.actions import CountedMeanwhile, What
from resources.keeping.forms import CountForm, confirmations_in, count_forms
from resources.keeping.keepers import Keeper


@login_required
@never_cache
@require_safe
def listings(request: HttpRequest) -> HttpResponse:
    """What needs a look first. `?check=first` and `?check=all` check boxes, for readers without JavaScript."""
    kept = queries.keeping(request.user)
    check = request.GET.get("check", "")
    parts = [
        {
            "code": code,
            "heading": heading,
            "rows": [(row, count_forms(row.lines)) for row in rows],
            "is_checked": check == "all" or check == code,
        }
        for code, heading, rows in (
            ("first", "Needs a look", kept.first),
            ("in-order", "In order", kept.in_order),
            ("not-live", "Not shown to readers", kept.not_live),
        )
        if rows
    ]
    context = {"parts": parts, "waiting": kept.proposals, "whats": What.choices}
    return render(request, "resources/keeping/listings.html", context)


@login_required
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Confirms what was checked, and says in one sentence each what came of it."""
    seen, what = confirmations_in(request.POST)
    if not seen:
        messages.error(request, "No listing was checked, so nothing was confirmed. Check those that are still right.")
        return redirect("resources:keeping:listings")
    outcome = actions.confirm(Keeper(user=request.user), seen, what)
    if outcome.confirmed:
        messages.success(request, f"Still right: {_listed([str(each) for each in outcome.confirmed])}.")
    if outcome.changed:
        messages.warning(
            request,
            f"Not confirmed, because somebody changed it since you opened the list: "
            f"{_listed([str(each) for each in outcome.changed])}. Look at it again.",
        )
    if outcome.uncounted:
        messages.warning(
            request,
            f"Never counted, so there is no number to repeat: {_listed([str(each) for each in outcome.uncounted])}.",
        )
    return redirect(f"{reverse('resources:keeping:listings')}#list")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Counts one population: from the list's short form, or on the listing's own page with all that can be said."""
    row = queries.row_of(request.user, pk)
    form = CountForm(request.POST) if request.method == "POST" else None
    if form and form.is_step:
        form = form.stepped()
        return render(request, "resources/keeping/count.html", _count_context(row, form, is_step=True))
    if form and form.is_valid() and _count(request, pk, form):
        messages.success(request, f"{row.name}: the count is saved.")
        return redirect(f"{reverse('resources:keeping:listings')}#listing-{pk}")
    status = 422 if form else 200
    return render(request, "resources/keeping/count.html", _count_context(row, form), status=status)


def _count(request: HttpRequest, pk: uuid.UUID, form: CountForm) -> bool:
    """Whether the count is saved; else the refusal stands on the form."""
    try:
        actions.count(Keeper(user=request.user), pk, form.statement())
    except CountedMeanwhile as refusal:
        form.overtaken(refusal)
    except ValidationError as refused:
        form.refuse(" ".join(refused.messages))
    else:
        return True
    return False


def _count_context(row: queries.Row, form: CountForm | None, *, is_step: bool = False) -> dict[str, object]:
    return {
        "row": row,
        "is_step": is_step,
        "counts": count_forms(row.lines, form),
        "apart": count_forms(row.uncounted, form),
    }


def _listed(names: list[str]) -> str:
    """Up to three names; more as a number."""
    return ", ".join(names) if len(names) <= 3 else f"{len(names)} listings"
