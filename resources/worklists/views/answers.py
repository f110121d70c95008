"""How an act is answered: a form is led back to the page that it came from, a script gets the part that changed."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme


def done(request: HttpRequest, said: str, *, back: str, template: str, context: dict[str, Any]) -> HttpResponse:
    """What was done, in one sentence."""
    if _by_script(request):
        return JsonResponse({"html": render_to_string(template, context, request), "said": said})
    messages.success(request, said)
    return HttpResponseRedirect(back)


def refused(request: HttpRequest, refusal: str, *, back: str) -> HttpResponse:
    """Why nothing was done, and what to do."""
    if _by_script(request):
        return JsonResponse({"said": refusal}, status=HTTPStatus.CONFLICT)
    messages.error(request, refusal)
    return HttpResponseRedirect(back)


def way_back(request: HttpRequest, otherwise: str) -> str:
    """The page that a form names in `next`, if it is one of ours."""
    address = request.POST.get("next", "")
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, None)
    return address if is_ours else otherwise


def _by_script(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
