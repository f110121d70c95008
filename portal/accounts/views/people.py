"""The people a coordinator or PACT staff look after."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts import access, actions, queries
from portal.accounts.actions import IdentityConfirmed, JoiningRefused
from portal.accounts.forms import InviteForm, PeopleFilterForm, ResetFactorForm
from portal.accounts.views import posted


def _found_or_404(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Someone whom the reader does not look after is answered like someone who does not exist."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ObjectDoesNotExist as error:
            raise Http404 from error

    return answer


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    chosen = PeopleFilterForm(request.GET, user=request.user)
    wanted = chosen.cleaned_data if chosen.is_valid() else {}
    context = {
        "people": queries.people(request.user, **wanted, page=request.GET.get("page", 1)),
        "invitations": queries.open_invitations(request.user),
        "chosen": chosen,
    }
    return render(request, "accounts/people.html", context)


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    access.check_may_see_people(request.user)
    form = InviteForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            actions.invite(request.user, **form.what())
        except JoiningRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The invitation is on its way to {form.cleaned_data['email']}.")
            return redirect("accounts:people")
    return render(request, "accounts/invite.html", {"form": form})


@require_POST
@_found_or_404
def revoke_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    actions.revoke(request.user, pk)
    messages.success(request, "The invitation is withdrawn; its link opens nothing any more.")
    return redirect("accounts:people")


@require_http_methods(["GET", "POST"])
@_found_or_404
def end_membership(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        ended = actions.end_membership(request.user, pk)
        messages.success(request, f"The membership of {ended.user} has ended, and open pages close.")
        return redirect("accounts:people")
    person, membership = queries.membership(request.user, pk)
    return render(request, "accounts/end_membership.html", {"person": person, "membership": membership})


@require_http_methods(["GET", "POST"])
@_found_or_404
def reset_factor(request: HttpRequest, pk: int) -> HttpResponse:
    person = queries.person(request.user, pk)
    form = ResetFactorForm(posted(request))
    if form.is_valid():
        actions.reset_factor(request.user, pk, confirmed=IdentityConfirmed(form.cleaned_data["confirmed"]))
        messages.success(request, f"{person.name} adds a new second factor at the next sign-in, and was told by mail.")
        return redirect("accounts:people")
    return render(request, "accounts/reset_factor.html", {"person": person, "form": form})


@require_POST
@_found_or_404
def disable_person(request: HttpRequest, pk: int) -> HttpResponse:
    messages.success(request, f"The account of {actions.disable_person(request.user, pk)} is closed.")
    return redirect("accounts:people")


@require_POST
@_found_or_404
def enable_person(request: HttpRequest, pk: int) -> HttpResponse:
    messages.success(request, f"The account of {actions.enable_person(request.user, pk)} is open again.")
    return redirect("accounts:people")
