"""The page of a person's tokens. A new secret is shown in that one answer, which nothing keeps."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from portal.guard.forms import render_guarded
from resources.hsds.tokens import actions, queries
from resources.hsds.tokens.forms import TokenForm


@login_required
@never_cache
@sensitive_post_parameters("name")
@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    form = TokenForm(request.POST if request.method == "POST" else None, person=request.user)
    secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            _, secret = actions.make_token(request.user, **form.cleaned_data)
            form = TokenForm(person=request.user)
        except actions.TokenNotMade as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "secret": secret,
        "tokens": queries.own_tokens(request.user),
        "most": actions.MOST,
        "root": request.build_absolute_uri(reverse("hsds:root")),
    }
    return render_guarded(request, "resources/tokens.html", context)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.revoke_token(request.user, pk)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    messages.success(request, "The token is revoked: it opens nothing any more.")
    return redirect("resources:tokens")
