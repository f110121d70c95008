"""Behind a signed link: nobody signs in, and opening it changes nothing, since mail scanners open links, too.

The token stands in the address of the page alone; what the page sends carries it in its body, so that no log of requests
shows it again. These forms need no token against forgery: the link's own is in each, and no cookie gives any right.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.gates import public
from resources.keeping import access, actions, limits, links, queries
from resources.keeping.actions import Conflict, CountedMeanwhile, NothingProposed
from resources.keeping.forms import AskForLinkForm, CountForm, DelegateProposalForm, count_forms
from resources.keeping.keepers import Keeper
from resources.keeping.tasks import send_new_links
from resources.keeping.views import posted
from resources.models import Delegate

# A home with ten groups counted twice within an hour, and some slips; more is no person.
PRESSES_AN_HOUR = 60
ASKS_AN_HOUR = 5
Act = Callable[[HttpRequest, Delegate, str], HttpResponse]


def _apart(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keeps a page out of caches, of search engines, and of what other sites learn of the reader."""

    @public
    @never_cache
    @wraps(view)
    def kept_apart(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return kept_apart


def _by_link(act: Act) -> Callable[..., HttpResponse]:
    """For what a page behind a link sends: finds the delegation by the token in the body, or says that it is over."""

    @_apart
    @csrf_exempt
    @sensitive_post_parameters()
    @require_POST
    @wraps(act)
    def posted(request: HttpRequest) -> HttpResponse:
        token = request.POST.get("token", "")
        try:
            delegate = links.delegate_of(token)
            if not limits.allows("link", str(delegate.pk), PRESSES_AN_HOUR):
                return _too_often(request)
            return act(request, delegate, token)
        except (links.LinkRefused, PermissionDenied):
            return _refused(request)

    return posted


@_apart
@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The listing's counts, what to press, and what was said before."""
    try:
        delegate = links.delegate_of(token)
    except links.LinkRefused:
        return _refused(request)
    return _page(request, delegate, token)


@_by_link
def right(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    """Still right: text and contacts, and the numbers where there are any."""
    outcome = actions.confirm(Keeper(delegate=delegate), {delegate.listing_id: request.POST.get("seen", "")})
    if outcome.changed:
        messages.warning(request, "Something here changed since you opened this page. Look again, and press once more.")
    else:
        messages.success(request, "Thank you. It is noted that everything is still right.")
    return _back(token)


@_by_link
def count(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    """A new number; or, from the buttons beside it where no script runs, the same page with another one."""
    form = CountForm(request.POST)
    if form.is_step:
        return _page(request, delegate, token, form.stepped(), is_step=True)
    if form.is_valid():
        try:
            actions.count(Keeper(delegate=delegate), delegate.listing_id, form.statement())
            messages.success(request, "Saved. Members see the new number now. You can correct it below.")
            return _back(token)
        except CountedMeanwhile as refusal:
            form.overtaken(refusal)
        except ValidationError as refused:
            form.refuse(" ".join(refused.messages))
    return _page(request, delegate, token, form, status=422)


@_by_link
def suggest(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    """The form for other changes (`open` alone), and what it sends."""
    is_open = "open" in request.POST
    shown = access.fields_shown(Keeper(delegate=delegate), delegate.listing)
    sent = None if is_open else request.POST
    form = DelegateProposalForm(sent, listing=delegate.listing, shown=shown, person=None)
    if form.is_valid():
        try:
            key, note = form.cleaned_data["key"], form.cleaned_data["note"]
            actions.propose(Keeper(delegate=delegate), delegate.listing, key=key, texts=form.texts, note=note)
            messages.success(request, f"{delegate.county} is told. Until it answers, the listing stays as it is.")
            return _back(token)
        except NothingProposed as refusal:
            form.add_error("note", str(refusal))
    context = {"form": form, "delegate": delegate, "token": token, "fields": form.names_of_texts}
    return render(request, "resources/keeping/link_suggest.html", context, status=422 if form.errors else 200)


@_by_link
def withdraw(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    found = access.get_proposal_of(delegate, request.POST.get("proposal", ""))
    try:
        actions.withdraw(Keeper(delegate=delegate), found)
        messages.success(request, "Withdrawn. The listing stays as it is.")
    except Conflict as refusal:
        messages.error(request, str(refusal))
    return _back(token)


# Exempt: without a referrer a browser tells no origin either, and there is no session here that anybody could borrow.
@_apart
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest) -> HttpResponse:
    """Asks for new links by mail. The answer is the same whether the address is known or not."""
    form = AskForLinkForm(posted(request))
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "resources/keeping/new_link.html", {"form": form}, status=status)
    email = form.cleaned_data["email"].lower()
    if not limits.allows("ask.from", limits.sender(request), 4 * ASKS_AN_HOUR):
        return _too_often(request)
    if limits.allows("ask.for", email, ASKS_AN_HOUR):
        send_new_links.enqueue(email)
    return render(request, "resources/keeping/new_link.html", {"asked": email, "days": links.VALID_FOR.days})


def _page(
    request: HttpRequest,
    delegate: Delegate,
    token: str,
    form: CountForm | None = None,
    *,
    is_step: bool = False,
    status: int = 200,
) -> HttpResponse:
    page = queries.link_page(delegate)
    context = {
        "page": page,
        "token": token,
        "counts": count_forms(page.lines, form),
        "apart": count_forms(page.uncounted, form),
        "is_step": is_step,
        "days": links.VALID_FOR.days,
    }
    return render(request, "resources/keeping/link.html", context, status=status)


def _back(token: str) -> HttpResponse:
    """The page again, by the same token: using a link does not make it live longer."""
    return redirect("resources:keeping:link", token)


def _refused(request: HttpRequest) -> HttpResponse:
    context = {"form": AskForLinkForm(), "refusal": str(links.LinkRefused())}
    return render(request, "resources/keeping/new_link.html", context, status=HTTPStatus.GONE)


def _too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "resources/keeping/too_often.html", status=HTTPStatus.TOO_MANY_REQUESTS)
