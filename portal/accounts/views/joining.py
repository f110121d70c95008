"""From the link in the mail to a full account."""

from __future__ import annotations

from http import HTTPStatus

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.utils import perform_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from portal.accounts import actions, queries
from portal.accounts.actions.joining import JoiningRefused, usable_invitation
from portal.accounts.forms import JoinForm
from portal.accounts.gates import public
from portal.accounts.models import Invitation
from portal.accounts.views import posted

_TOKEN = "accounts.invitation"  # noqa: S105  the name of a place in the session


@public
@never_cache
@require_GET
def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Takes the secret out of the address bar, so that no referrer, history or picture of the screen shows it."""
    request.session[_TOKEN] = token
    return redirect("accounts:join")


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Shows who invites whom as what, and lets the person accept: with a new account, or with the one they have."""
    token = request.session.get(_TOKEN, "")
    try:
        invitation = usable_invitation(token)
        if request.user.is_authenticated:
            return _join_as_oneself(request, token, invitation)
        if queries.has_account(invitation.email):
            return render(request, "accounts/join_sign_in.html", {"invitation": invitation})
        return _join_as_new(request, token, invitation)
    except JoiningRefused as refusal:
        return render(request, "accounts/join_refused.html", {"sentence": refusal}, status=HTTPStatus.GONE)


def _join_as_oneself(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    if request.method == "POST":
        actions.accept_as_oneself(token, request.user)
        request.session.pop(_TOKEN)
        return redirect("accounts:me")
    return render(request, "accounts/join_as_oneself.html", {"invitation": invitation})


def _join_as_new(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    terms = queries.terms_in_force()
    version = terms.version if terms else ""
    form = JoinForm(posted(request))
    form.require_version(request.POST.get("terms_version", ""), version)
    if form.is_valid():
        details = {name: value for name, value in form.cleaned_data.items() if name != "accept"}
        try:
            user = actions.accept_as_new_person(token, **details, terms_version=version)
        except ValidationError as errors:
            form.add_error("password", errors)
        else:
            request.session.pop(_TOKEN)
            response = perform_login(request, user, redirect_url=reverse("accounts:second_factor"))
            # They chose the password a moment ago: adding the factor, which comes next, need not ask for it again.
            reauthenticate_by_password(request)
            return response
    return render(request, "accounts/join.html", {"invitation": invitation, "form": form, "terms": terms})
