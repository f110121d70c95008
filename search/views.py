"""The search page: one box over everything that is registered."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from search.forms import SearchForm, page_number
from search.service import SearchPage, SearchRequest, search

PAGE_SIZE = 20


@require_safe
@never_cache
def results(request: HttpRequest) -> HttpResponse:
    """Works signed out: each reader finds what their tier may see."""
    typed = request.GET.get("q", "")
    page = page_number(request.GET.get("page"))
    found = search(SearchRequest(text=typed, user=request.user, page=page, size=PAGE_SIZE)) if typed.strip() else None
    context = {"form": SearchForm(initial={"q": typed}), "typed": typed, "found": found, "page": page}
    if found:
        context |= {"groups": _by_kind(found), "has_more": page * PAGE_SIZE < found.total}
    return render(request, "search/results.html", context)


def _by_kind(found: SearchPage) -> list[tuple[str, list]]:
    """The hits under their kind's label; the kind of the best hit comes first."""
    first = {hit.kind_label: place for place, hit in reversed(list(enumerate(found.hits)))}
    in_order = sorted(found.hits, key=lambda hit: first[hit.kind_label])
    return [(label, list(hits)) for label, hits in groupby(in_order, key=lambda hit: hit.kind_label)]
