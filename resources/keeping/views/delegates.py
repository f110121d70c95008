"""A listing's delegates."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from resources.keeping import access, actions, links, queries
from resources.keeping.forms import DelegateForm
from resources.keeping.views import posted


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delegates(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who of the provider may keep this listing right, and letting another in."""
    listing = access.get_kept(request.user, pk)
    form = DelegateForm(posted(request))
    if form.is_valid():
        try:
            made = actions.let_in(request.user, listing, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error("email", refused)
        else:
            messages.success(request, f"{made} may keep this listing right, and gets a mail with the link.")
            return redirect("resources:keeping:delegates", pk)
    in_force, ended = queries.delegates_of(listing)
    context = {
        "listing": listing,
        "form": form,
        "in_force": in_force,
        "ended": ended,
        "days": links.VALID_FOR.days,
    }
    return render(request, "resources/keeping/delegates.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def end(request: HttpRequest, pk: uuid.UUID, delegate: int) -> HttpResponse:
    """Ends one, at once."""
    found = access.get_delegate(request.user, pk, delegate)
    actions.end_delegation(request.user, found)
    messages.success(request, f"{found} can’t do anything here any more: every link of theirs has stopped working.")
    return redirect("resources:keeping:delegates", pk)
