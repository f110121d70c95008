"""The pages of saved searches. What a person typed comes back with a refusal, in that one response."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.guard.forms import render_guarded
from resources.alerts import actions, queries
from resources.alerts.forms import ChangeSearchForm, SaveSearchForm
from resources.alerts.naming import name_of, said
from resources.models import SavedSearch


@login_required
@never_cache
@require_safe
def searches(request: HttpRequest) -> HttpResponse:
    context = {"rows": queries.saved_searches(request.user), "most": actions.MOST}
    return render(request, "resources/alerts/searches.html", context)


@login_required
@never_cache
@sensitive_post_parameters("words", "name")
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """The search that the address asks for, to be named and kept."""
    if request.method == "POST":
        return _save(request)
    sought = queries.search_to_save(request.user, request.GET.urlencode())
    filters = sought.but(sought.asked.but(text=""))
    initial = {"words": sought.asked.text, "name": name_of(sought), "alerts": True, "filters": filters.asked.address()}
    form = SaveSearchForm(person=request.user, initial=initial)
    return render(request, "resources/alerts/save.html", {"form": form, "said": said(filters)})


def _save(request: HttpRequest) -> HttpResponse:
    form = SaveSearchForm(request.POST, person=request.user)
    filters = queries.search_to_save(request.user, request.POST.get("filters", ""))
    if form.is_valid():
        address = filters.asked.but(text=form.cleaned_data["words"]).address()
        try:
            kept = actions.save_search(request.user, address=address, **form.chosen())
        except actions.SearchRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Saved: {kept.name}")
            return redirect("resources:searches")
    return render_guarded(request, "resources/alerts/save.html", {"form": form, "said": said(filters)})


@login_required
@never_cache
@sensitive_post_parameters("name")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    search = _search(request, pk)
    form = ChangeSearchForm.of(search, request.POST if request.method == "POST" else None, person=request.user)
    if request.method == "POST" and form.is_valid():
        actions.change_search(request.user, pk, **form.chosen())
        messages.success(request, "Your choices are kept.")
        return redirect("resources:searches")
    return render_guarded(request, "resources/alerts/change.html", {"form": form, "search": search})


@login_required
@require_POST
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Alerts off, or on again, in one press."""
    alerts = request.POST.get("alerts") == "on"
    try:
        actions.set_alerts(request.user, pk, alerts=alerts)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    messages.success(request, "You will hear when a bed opens." if alerts else "Paused: you will hear nothing.")
    return redirect("resources:searches")


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    actions.delete_search(request.user, pk)
    messages.success(request, "The search is deleted.")
    return redirect("resources:searches")


@login_required
@require_safe
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads from what a person was told to the listing."""
    try:
        return redirect(reverse("resources:listing", args=[actions.read_opening(request.user, pk)]))
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _search(request: HttpRequest, pk: int) -> SavedSearch:
    try:
        return queries.saved_search(request.user, pk)
    except ObjectDoesNotExist as error:
        raise Http404 from error
