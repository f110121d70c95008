"""One's own account: profile, second factor, terms, and how long the session lasts."""

from __future__ import annotations

import math

from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.forms import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts import actions, queries, refusals, sessions
from portal.accounts.forms import AcceptTermsForm, ProfileForm
from portal.accounts.gates import passive, public
from portal.accounts.views import posted


@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(posted(request), initial=model_to_dict(request.user, ProfileForm.Meta.fields))
    if form.is_valid():
        actions.change_profile(request.user, **form.cleaned_data)
        messages.success(request, "Your details are saved.")
        return redirect("accounts:me")
    return render(request, "accounts/me.html", {"form": form, "memberships": queries.own_memberships(request.user)})


@require_GET
def second_factor(request: HttpRequest) -> HttpResponse:
    """Explains the choice between an app and a passkey to someone who has no second factor yet."""
    if queries.has_second_factor(request.user):
        return redirect("mfa_index")
    return render(request, "accounts/second_factor.html")


@public
@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """The terms of use in force, for anyone to read; a signed-in person who has not accepted them does it here."""
    in_force = queries.terms_in_force()
    if in_force is None:
        raise Http404
    due = request.user.is_authenticated and request.user.terms_version != in_force.version
    form = AcceptTermsForm(posted(request)) if due else None
    if form:
        form.require_version(request.POST.get("terms_version", ""), in_force.version)
        if form.is_valid() and actions.accept_terms(request.user, in_force.version):
            return redirect(get_next_redirect_url(request) or resolve_url("accounts:me"))
    return render(request, "accounts/terms.html", {"terms": in_force, "form": form})


@require_GET
def sessions_of_mine(request: HttpRequest) -> HttpResponse:
    rows = queries.own_sessions(request.user, request.session.session_key)
    return render(request, "accounts/sessions.html", {"sessions": rows})


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.end_own_session(request.user, pk)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    messages.success(request, "That session has ended.")
    return redirect("accounts:sessions")


@public
@passive
@never_cache
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """How many seconds the session has left; asking is not activity. A POST says that the person is still there."""
    if not request.user.is_authenticated:
        return refusals.sign_in_first(request) if request.method == "POST" else JsonResponse({"seconds_left": 0})
    if request.method == "POST":
        sessions.stamp(request.session, always=True)
    left = sessions.ends_at(request.session) - timezone.now()
    return JsonResponse({"seconds_left": max(0, math.floor(left.total_seconds()))})


@public
def closed(request: HttpRequest) -> HttpResponse:
    """An address of a library that has no use here."""
    raise Http404
