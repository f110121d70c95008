"""The search page: one box over everything that is registered."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.gates import public
from portal.accounts.reader import reader
from search.pages import page_number, page_of
from search.service import SearchPage, SearchRequest, search

PAGE_SIZE = 20


@public
@require_safe
@never_cache
def results(request: HttpRequest) -> HttpResponse:
    """Works signed out: each reader finds what their tier may see."""
    typed = request.GET.get("q", "").replace("\0", "")
    context: dict[str, object] = {"typed": typed}
    if typed.strip():
        page = page_number(request.GET.get("page"))
        found = search(SearchRequest(text=typed, user=reader(request), page=page, size=PAGE_SIZE))
        context |= {"found": found, "groups": _by_kind(found), "page": page_of(found, page, PAGE_SIZE)}
        context["query"] = urlencode({"q": typed}) + "&"
    return render(request, "search/results.html", context)


def _by_kind(found: SearchPage) -> list[tuple[str, list]]:
    """The hits under their kind's label; the kind of the best hit comes first."""
    first = {hit.kind_label: place for place, hit in reversed(list(enumerate(found.hits)))}
    in_order = sorted(found.hits, key=lambda hit: first[hit.kind_label])
    return [(label, list(hits)) for label, hits in groupby(in_order, key=lambda hit: hit.kind_label)]
