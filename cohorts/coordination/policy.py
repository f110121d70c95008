"""What the thread machinery asks of this room: who sees a request's talk, who writes in it, who is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse

from cohorts.coordination import access
from cohorts.coordination.bylines import Bylines
from cohorts.coordination.models import Request, Status
from cohorts.coordination.origins import Lens
from cohorts.threads.models import Post, Thread
from portal.accounts.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet

KIND = "request"
# What the thread says when a request is closed, by the event's kind.
SENTENCES = {
    Status.MATCHED: "The request was closed: matched.",
    Status.NOT_MATCHED: "The request was closed: not matched.",
    Status.WITHDRAWN: "The request was withdrawn.",
}


class RequestPolicy:
    """The thread of a request: readable for its counties and moderators, open for as long as the request is."""

    guard_field = "coordination.request.reply"

    def visible_to(self, user: User) -> QuerySet[Any]:
        """Ids of the threads that the person may read."""
        return access.visible_to(user).values("thread_id")

    def check_may_post(self, user: User, thread: Thread) -> None:
        """Raises PermissionDenied with a sentence for people."""
        access.check_may_answer(user, _request_of(thread.pk))

    def byline(self, post: Post, viewer: User) -> str:
        """Name, role and place of the author, as far as the viewer may know."""
        return _bylines(post.thread, viewer).of(post.author, post.created_at)

    def followers(self, thread: Thread) -> QuerySet[User]:
        """Who posted the request and who has written in its talk."""
        return User.objects.filter(Q(requests__thread=thread) | Q(pk__in=_authors(thread))).distinct()

    def url(self, thread_id: int) -> str:
        """The page of the request."""
        return reverse("coordination:request", args=[_request_of(thread_id).reference])


def audience(viewer: User, thread_id: int) -> str:
    """Viewers who know the asking county see the same bylines; so do those who don't."""
    return "knows the county" if Lens(viewer).knows(_request_of(thread_id)) else "knows the region"


def _request_of(thread_id: int) -> Request:
    return Request.objects.select_related("county").get(thread_id=thread_id)


def _authors(thread: Thread) -> QuerySet[Post, int]:
    return Post.objects.filter(thread=thread).values_list("author", flat=True)


def _bylines(thread: Thread, viewer: User) -> Bylines:
    """The bylines of a thread, kept on the object that its posts share while one page is made."""
    kept: dict[int, Bylines] = thread.__dict__.setdefault("_bylines_by_viewer", {})
    if viewer.pk not in kept:
        kept[viewer.pk] = Bylines(_request_of(thread.pk), Lens(viewer), User.objects.filter(pk__in=_authors(thread)))
    return kept[viewer.pk]
