"""The directory's pages. Both work signed out; each reader sees what their tier may see."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.gates import public
from portal.accounts.reader import reader
from resources import queries
from resources.forms import KINDS, address_of, asked_in
from search.pages import page_of


@public
@require_safe
@never_cache
def directory(request: HttpRequest) -> HttpResponse:
    """The list, with one text box and plain filters; all state is in the address."""
    person = reader(request)
    shown = queries.directory(person, asked_in(request.GET))
    context = {
        "directory": shown,
        "asked": shown.asked,
        "counties": queries.counties(),
        "kinds": KINDS,
        "is_member": person.is_authenticated,
        "page": page_of(shown.found, shown.asked.page, queries.PAGE_SIZE),
        "query": urlencode(address_of(shown.asked)) + "&",
    }
    return render(request, "resources/directory.html", context)


@public
@require_safe
@never_cache
def listing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One listing; 404 where the reader doesn't find it, as if there were none."""
    person = reader(request)
    page = queries.listing_page(person, pk)
    if page is None:
        raise Http404("There is no listing here for this reader.")
    return render(request, "resources/listing.html", {"listing": page, "is_member": person.is_authenticated})
