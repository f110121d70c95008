"""The search page, one box over everything that is registered, and what is offered while somebody types."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.gates import passive, public
from portal.accounts.reader import reader
from search import results, rooms, suggestions
from search.contract import WHAT
from search.pages import page_of
from search.results import PAGE_SIZE, Asked
from search.service import SearchRequest, search


@public
@require_safe
@never_cache
def found(request: HttpRequest) -> HttpResponse:
    """Works signed out: each reader finds what their tier may see. All state is in the address."""
    person = reader(request)
    asked = results.read(request.GET)
    context: dict[str, Any] = {"asked": asked, "is_member": person.is_authenticated}
    if asked.text:
        page = search(
            SearchRequest(
                text=asked.text,
                user=person,
                facets={WHAT: asked.kinds} if asked.kinds else {},
                literal=asked.literal,
                page=asked.page,
                size=PAGE_SIZE,
            )
        )
        context |= {
            "found": page,
            "parts": results.parts(page, asked.page),
            "kinds": results.kind_choices(asked, page.facet_counts.get(WHAT, {})),
            "chips": rooms.links_of_readings(person, asked.text, page.readings),
            "others": results.others(page.also_searched),
            "page": page_of(page, asked.page, PAGE_SIZE),
            "query": asked.address(with_page=False) + "&",
            **_other_ways(asked, page.did_you_mean),
        }
    return render(request, "search/results.html", context)


@public
@passive
@require_safe
@never_cache
def suggest(request: HttpRequest) -> HttpResponse:
    """Lines for the box, as options of its list; an empty page where there is nothing to offer."""
    groups = suggestions.suggest(reader(request), request.GET.get("q", "").replace("\0", ""))
    return render(request, "search/_suggestions.html", {"groups": groups})


def _other_ways(asked: Asked, did_you_mean: str) -> dict[str, str]:
    """Addresses of the same search in another spelling, with only the typed words or with all, and of all kinds."""
    return {
        "meant": asked.but(text=did_you_mean).address() if did_you_mean else "",
        "only_typed": asked.but(literal=True).address(),
        "all_words": asked.but(literal=False).address(),
        "all_kinds": asked.but(kinds=()).address(),
    }
