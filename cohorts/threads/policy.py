"""What a kind of thread decides for itself: who sees it, who may post, who takes part, and how an author is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from portal import guard

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cohorts.threads.models import Post, Thread
    from portal.accounts.models import User


class ThreadPolicy(Protocol):
    """Implemented by the room that opens threads of a kind."""

    guard_field: str
    """The name under which the guard inspects what is written here."""

    def visible_to(self, user: User) -> QuerySet[Any]:
        """Ids of the threads of this kind that the person may read now, as a subquery."""

    def check_may_post(self, user: User, thread: Thread) -> None:
        """Raises PermissionDenied, with a sentence for the person, unless a reader of the thread may also post."""

    def byline(self, post: Post, viewer: User) -> str:
        """Who wrote it, as this viewer may know it. `post.author` and `post.county` are loaded: ask for no more."""

    def followers(self, thread: Thread) -> QuerySet[User]:
        """Who is told of a new post. Each is asked again for sight of the thread when told."""

    def url(self, thread_id: int) -> str:
        """Path of the page that shows the thread."""


# Viewers for whom this gives the same text see the same bylines, so that live events are rendered once for all of them.
SharedView = Callable[["User", int], str]


@dataclass(frozen=True)
class Kind:
    """A registered kind of thread."""

    name: str
    policy: ThreadPolicy
    audience: SharedView
    sentences: Mapping[str, str] = field(default_factory=dict)
    """What the thread says of an event that is no post, by the event's kind; one without a sentence is not shown."""


_kinds: dict[str, Kind] = {}


def _each_alone(viewer: User, thread_id: int) -> str:
    return f"person {viewer.pk}"


def register(
    kind: str,
    policy: ThreadPolicy,
    *,
    audience: SharedView | None = None,
    sentences: Mapping[str, str] | None = None,
) -> None:
    """Registers a kind, and its field with the guard. Without `audience` events are rendered for each viewer alone."""
    guard.register_field(policy.guard_field)
    _kinds[kind] = Kind(kind, policy, audience or _each_alone, sentences or {})


def forget(kind: str) -> None:
    """Takes a kind back; its threads are then seen by nobody."""
    _kinds.pop(kind, None)


def of_kind(kind: str) -> Kind:
    """The registered kind. Raises LookupError for one that no room has registered."""
    return _kinds[kind]


def registered() -> Iterator[Kind]:
    """Every registered kind."""
    yield from _kinds.values()
