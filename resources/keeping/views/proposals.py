"""Suggesting a correction, the queue, and deciding."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.guard import GuardRefused, GuardUnavailable
from portal.guard.forms import render_guarded
from portal.guard.wording import sentences
from resources.actions import EditedMeanwhile
from resources.keeping import access, actions, queries
from resources.keeping.actions import Conflict, NothingProposed
from resources.keeping.forms import DecisionForm, ProposalForm
from resources.keeping.keepers import Keeper
from resources.keeping.views import posted


@login_required
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The listing's fields as this member sees them, to be corrected."""
    keeper = Keeper(user=request.user)
    listing = access.get_to_propose(keeper, pk)
    shown = access.fields_shown(keeper, listing)
    form = ProposalForm(posted(request), listing=listing, shown=shown, person=request.user)
    if form.is_valid():
        try:
            made = actions.propose(
                keeper, listing, key=form.cleaned_data["key"], texts=form.texts, note=form.cleaned_data["note"]
            )
        except NothingProposed as refusal:
            form.add_error("note", str(refusal))
        else:
            messages.success(request, f"{listing.owner_county} is told. Until it answers, the listing stays as it is.")
            return redirect("resources:keeping:proposal", made.pk)
    response = render_guarded(request, "resources/keeping/suggest.html", {"form": form, "listing": listing})
    response.status_code = 422 if form.errors else 200
    return response


@login_required
@never_cache
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """What waits for this reader, and what they proposed."""
    waiting, mine = queries.queue(request.user)
    return render(request, "resources/keeping/proposals.html", {"waiting": waiting, "mine": mine})


@login_required
@sensitive_post_parameters("reason")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal as a difference; for its keepers with the decision."""
    page = queries.proposal_page(request.user, pk)
    form = DecisionForm(posted(request), parts=page.parts, person=request.user)
    if request.method == "POST" and not page.may_decide:
        access.check_may_decide(request.user, page.proposal)
        messages.info(request, "This was decided already; nothing was changed now.")
        return redirect("resources:keeping:proposal", pk)
    if form.is_valid() and _decide(request, page, form):
        messages.success(request, "Decided. Who proposed it is told.")
        return redirect("resources:keeping:proposal", pk)
    response = render_guarded(request, "resources/keeping/proposal.html", {"page": page, "form": form})
    response.status_code = 422 if form.errors else 200
    return response


def _decide(request: HttpRequest, page: queries.ProposalPage, form: DecisionForm) -> bool:
    """Whether it is decided; else the refusal stands on the form."""
    chosen = form.cleaned_data
    try:
        actions.decide(request.user, page.proposal, accept=chosen["accept"], reason=chosen["reason"])
    except (Conflict, EditedMeanwhile, GuardUnavailable) as refusal:
        form.add_error(None, str(refusal))
    except GuardRefused as refusal:
        form.add_error(None, [*sentences(refusal.findings), "Decline it, or make the change by hand."])
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
    else:
        return True
    return False


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    page = queries.proposal_page(request.user, pk)
    try:
        actions.withdraw(Keeper(user=request.user), page.proposal)
        messages.success(request, "Withdrawn. The listing stays as it is.")
    except Conflict as refusal:
        messages.error(request, str(refusal))
    return redirect("resources:keeping:proposal", pk)
