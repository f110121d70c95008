"""Who may read a thread and who may post in it. The policy of the thread's kind decides; only this module asks it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from cohorts.threads import policy
from cohorts.threads.models import Thread

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from portal.accounts.models import User

NO_SUCH_THREAD = "There is no such thread, or it is not shared with you."


def visible_threads(user: User | AnonymousUser) -> QuerySet[Thread]:
    """The threads that the person may read now; none for somebody who is not signed in."""
    return _visible(user, policy.registered())


def may_read(user: User | AnonymousUser, thread_id: int) -> bool:
    """True if the person may read the thread now."""
    return _if_visible(user, thread_id).exists()


def thread_for(user: User | AnonymousUser, thread_id: int) -> Thread:
    """The thread, for a person who may read it. Raises Http404 for everyone else, whether it exists or not."""
    return _or_404(_if_visible(user, thread_id))


def locked_thread_for(user: User, thread_id: int) -> Thread:
    """The same with the thread's row locked until the transaction ends, so that numbers are given out one by one."""
    return _or_404(_if_visible(user, thread_id).select_for_update(of=("self",)))


def check_may_post(user: User, thread: Thread) -> None:
    """Raises PermissionDenied with the policy's sentence if a person who sees the thread may not post in it."""
    policy.of_kind(thread.kind).policy.check_may_post(user, thread)


def why_no_post(user: User, thread: Thread) -> str:
    """The same rule for a template: the sentence that says why not, empty if the person may post."""
    try:
        check_may_post(user, thread)
    except PermissionDenied as refusal:
        return str(refusal)
    return ""


def _visible(user: User | AnonymousUser, kinds: Iterable[policy.Kind]) -> QuerySet[Thread]:
    if not user.is_authenticated:
        return Thread.objects.none()
    visible = Q(pk__in=[])
    for kind in kinds:
        visible |= Q(kind=kind.name, pk__in=kind.policy.visible_to(user))
    return Thread.objects.filter(visible)


def _if_visible(user: User | AnonymousUser, thread_id: int) -> QuerySet[Thread]:
    """The same rule for one thread: only the policy of its own kind is asked, whatever number of kinds there are."""
    name = Thread.objects.filter(pk=thread_id).values_list("kind", flat=True).first()
    return _visible(user, [kind for kind in policy.registered() if kind.name == name]).filter(pk=thread_id)


def _or_404(threads: QuerySet[Thread]) -> Thread:
    thread = threads.first()
    if thread is None:
        raise Http404(NO_SUCH_THREAD)
    return thread
