"""The inbox and its preferences."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.notify import actions, queries
from portal.notify.forms import PreferencesForm


@login_required
@never_cache
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    return render(request, "notify/inbox.html", {"inbox": queries.inbox(request.user)})


@login_required
@require_POST
def mark_read(request: HttpRequest, pk: int) -> HttpResponse:
    actions.mark_read(user=request.user, pk=pk)
    return redirect("notify:inbox")


@login_required
@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    actions.mark_all_read(user=request.user)
    return redirect("notify:inbox")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    form = PreferencesForm(
        request.POST if request.method == "POST" else None,
        chosen=queries.mail_choices(request.user),
        instance=queries.mail_hours(request.user),
    )
    if request.method == "POST" and form.is_valid():
        actions.choose(user=request.user, deliveries=form.deliveries(), hours=form.instance)
        messages.success(request, "Your choices are kept.")
        return redirect("notify:preferences")
    return render(request, "notify/preferences.html", {"form": form})
