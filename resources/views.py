"""The directory's pages. Both work signed out; each reader sees what their tier may see."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.gates import public
from portal.accounts.reader import reader
from resources import choices, queries
from resources.asked import View, is_spelled_so, read
from resources.facets import FACETS
from resources.worklists.queries import shortlisted
from search.pages import page_of


@public
@require_safe
@never_cache
def directory(request: HttpRequest) -> HttpResponse:
    """The list with its filters; all state is in the address, which has one spelling.

    A form without JavaScript sends empty fields and typed names: its answer leads on to the one spelling. A script gets
    the part of the page that changes, with the address to show in it.
    """
    sought = queries.seek(reader(request), read(request.GET), _typed_names(request))
    is_part = bool(request.htmx)  # type: ignore[attr-defined]
    if not is_part and not sought.notes and not is_spelled_so(request.GET, sought.asked):
        return HttpResponseRedirect(_address(sought.asked.address()))
    shown = queries.directory(sought)
    context = {
        "directory": shown,
        "asked": shown.asked,
        "query": shown.asked.address(),
        "is_member": sought.user.is_authenticated,
        "page": page_of(shown.found, shown.asked.page, shown.size),
        "is_part": is_part,
        "shortlisted": shortlisted(sought.user),
        "back": _address(shown.asked.address()),
        "now": timezone.now(),
    }
    response = render(request, _template(shown.asked.view, is_part=is_part), context)
    patch_vary_headers(response, ["HX-Request"])
    if is_part:
        response["HX-Push-Url"] = "false"  # htmx would keep the page, with all that it shows, in the browser's storage
    return response


@public
@require_safe
@never_cache
def listing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One listing; 404 where the reader doesn't find it, as if there were none. The address carries the search it came from."""
    sought = queries.seek(reader(request), read(request.GET), {})
    page = queries.listing_page(sought, pk)
    if page is None:
        raise Http404("There is no listing here for this reader.")
    context = {
        "listing": page,
        "sought": sought,
        "query": sought.asked.address(),
        "is_member": sought.user.is_authenticated,
        "shortlisted": shortlisted(sought.user),
        "back": request.get_full_path(),
        "now": timezone.now(),
    }
    return render(request, "resources/listing.html", context)


def _typed_names(request: HttpRequest) -> dict[str, str]:
    """What was typed into the boxes that choose a value by its name."""
    typed = {facet.key: request.GET.get(choices.name_box(facet), "") for facet in FACETS}
    return {key: " ".join(name.replace("\0", "").split()) for key, name in typed.items()}


def _template(view: View, *, is_part: bool) -> str:
    if is_part:
        return "resources/_search.html"
    return "resources/directory_print.html" if view == View.PRINT else "resources/directory.html"


def _address(query: str) -> str:
    address = reverse("resources:directory")
    return f"{address}?{query}" if query else address
