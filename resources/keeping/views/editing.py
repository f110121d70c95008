"""Adding and editing a listing on the site."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.guard.forms import render_guarded
from resources.actions import EditedMeanwhile, write_listing
from resources.keeping import access, queries
from resources.keeping.actions import What, confirm
from resources.keeping.forms import ListingForm
from resources.keeping.keepers import Keeper
from resources.keeping.statements import seen_digest
from resources.keeping.views import posted
from resources.models import Listing


@login_required
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    access.get_kept(request.user, pk)
    form = ListingForm(posted(request), instance=queries.complete_listing(pk), person=request.user)
    return _edited(request, form, f"Edit {form.instance}")


@login_required
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    counties = access.counties_to_add_for(request.user)
    form = ListingForm(posted(request), instance=Listing(), person=request.user, counties=counties)
    return _edited(request, form, "Add a listing")


def _edited(request: HttpRequest, form: ListingForm, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and form.prepared:
        try:
            listing = write_listing(form.prepared)
        except EditedMeanwhile as overtaken:
            form.add_error(None, str(overtaken))
        else:
            return _saved(request, form, listing)
    context = {"form": form, "title": title, "listing": form.instance}
    response = render_guarded(request, "resources/keeping/edit.html", context)
    response.status_code = 422 if form.errors else 200
    return response


def _saved(request: HttpRequest, form: ListingForm, listing: Listing) -> HttpResponse:
    if form.cleaned_data["all_right"]:
        stands = queries.complete_listing(listing.pk)
        confirm(Keeper(user=request.user), {stands.pk: seen_digest(stands)}, What.TEXT)
    messages.success(request, f"{listing} is saved, and readers see it so from now on.")
    return redirect(f"{reverse('resources:keeping:listings')}#listing-{listing.pk}")
