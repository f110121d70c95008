"""The one way to write in a thread: a form, sent plainly or by a script. Both take the same path."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from cohorts.threads import actions, queries
from cohorts.threads.forms import ReplyForm
from cohorts.threads.models import BODY_LIMIT
from portal.guard import GuardRefused, GuardUnavailable


@sensitive_post_parameters("body")
@never_cache
@require_POST
def reply(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Posts a reply and leads to it. A refused text comes back in this one response, with the reason; 404 for outsiders."""
    form = ReplyForm(request.POST, person=request.user)
    if not form.is_valid():
        return _refused(request, thread_id, form, "The form was incomplete. Check your text and send it again.")
    try:
        post = actions.post_reply(
            thread_id=thread_id,
            author=request.user,
            body=form.cleaned_data["body"],
            key=form.cleaned_data["key"],
            confirmation=form.confirmation,
        )
    except GuardRefused as refusal:
        form.add_refusal("body", refusal)
        return _refused(request, thread_id, form)
    except GuardUnavailable as refusal:
        return _refused(request, thread_id, form, str(refusal), 503)
    except PermissionDenied as refusal:
        return _refused(request, thread_id, form, str(refusal), 403)
    except actions.KeyTaken as refusal:
        return _refused(request, thread_id, form, str(refusal), 409)
    except actions.ReplyRefused as refusal:
        return _refused(request, thread_id, form, str(refusal))
    if _by_script(request):
        return JsonResponse({"seq": post.seq, "key": str(uuid.uuid4())})
    return redirect(f"{queries.url_of(thread_id)}#post-{post.seq}")


def _by_script(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _refused(
    request: HttpRequest, thread_id: int, form: ReplyForm, refusal: str = "", status: int = 400
) -> HttpResponse:
    """The form once more, with what was typed. A new key: nothing was stored under the old one, or something else was."""
    context = {
        "thread_id": thread_id,
        "thread_url": queries.url_for_reader(request.user, thread_id),
        "form": form,
        "refusal": refusal,
        "body": request.POST.get("body", ""),
        "key": uuid.uuid4(),
        "limit": BODY_LIMIT,
    }
    if _by_script(request):
        return JsonResponse({"form": render_to_string("threads/_reply_form.html", context, request)}, status=status)
    return render(request, "threads/refused.html", context, status=status)
