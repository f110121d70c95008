"""The sample's policy: a thread is shared with Kern and Fresno; whoever's family name is Silent may only read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from cohorts import threads
from cohorts.threads.models import Post, Thread
from portal.accounts.models import Membership, User

if TYPE_CHECKING:
    from django.db.models import QuerySet

KIND = "sample"
SHARED_WITH = ("kern", "fresno")
READ_ONLY = "You can read this conversation. To reply, ask your coordinator to add you."


class SamplePolicy:
    guard_field = "sample.reply"

    def visible_to(self, user: User) -> QuerySet[Thread]:
        takes_part = Membership.objects.current().filter(user=user, county__slug__in=SHARED_WITH).exists()
        return Thread.objects.filter(kind=KIND).values("pk") if takes_part else Thread.objects.none().values("pk")

    def check_may_post(self, user: User, thread: Thread) -> None:
        if user.last_name == "Silent":
            raise PermissionDenied(READ_ONLY)

    def byline(self, post: Post, viewer: User) -> str:
        return "You" if post.author_id == viewer.pk else str(post.county)

    def followers(self, thread: Thread) -> QuerySet[User]:
        return User.objects.filter(memberships__county__slug__in=SHARED_WITH)

    def url(self, thread_id: int) -> str:
        return f"/sample/{thread_id}/"


def register() -> None:
    """As an app does in AppConfig.ready."""
    threads.register(
        KIND, SamplePolicy(), audience=lambda user, thread_id: f"{user.pk}", sentences={"closed": "This was closed."}
    )
