"""Reading threads: the page, and what came after a number."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cohorts.threads import access, policy
from cohorts.threads.models import BODY_LIMIT, Event, Post, ReadMark, Thread

if TYPE_CHECKING:
    from portal.accounts.models import User


@dataclass(frozen=True)
class Entry:
    """One event as one viewer sees it."""

    seq: int
    kind: str
    at: datetime.datetime
    sentence: str = ""
    """For an event that is no post."""
    byline: str = ""
    body: str = ""
    removed: bool = False
    """A post whose text has been purged."""

    @property
    def is_post(self) -> bool:
        return self.kind == Event.POST


@dataclass(frozen=True)
class ThreadPage:
    """What `threads/_thread.html` shows."""

    thread_id: int
    topic: str
    head_seq: int
    entries: list[Entry]
    last_read_seq: int
    no_post_because: str
    """Empty if the viewer may post."""
    reply_key: uuid.UUID
    body_limit: int = BODY_LIMIT

    @property
    def first_unread_seq(self) -> int | None:
        """Where the viewer left off, if there is both something read and something new."""
        return self.last_read_seq + 1 if 0 < self.last_read_seq < self.head_seq else None


def thread_page(user: User, thread_id: int) -> ThreadPage:
    """The thread as the person sees it. Raises Http404 for who may not read it. Five queries, and what the policy asks."""
    thread = access.thread_for(user, thread_id)
    entries = _entries(thread, user, after=0)
    return ThreadPage(
        thread_id=thread.pk,
        topic=thread.topic,
        head_seq=entries[-1].seq if entries else 0,
        entries=entries,
        last_read_seq=_last_read(user, thread),
        no_post_because=access.why_no_post(user, thread),
        reply_key=uuid.uuid4(),
    )


def events_after(user: User, thread_id: int, after: int) -> list[Entry]:
    """Every event after that number, in order and without gaps. Raises Http404. Four queries."""
    return _entries(access.thread_for(user, thread_id), user, after)


def head_of(thread_id: int) -> int:
    """The number of the thread's newest event, for a person who has been admitted to it."""
    return Thread.objects.values_list("head_seq", flat=True).get(pk=thread_id)


def url_of(thread_id: int) -> str:
    """Path of the page that shows the thread. It says nothing of the thread, and the page asks for permission."""
    kind = policy.of_kind(Thread.objects.values_list("kind", flat=True).get(pk=thread_id))
    return kind.policy.url(thread_id)


def url_for_reader(user: User, thread_id: int) -> str:
    """The same for a person who may read the thread. Raises Http404 for everyone else."""
    thread = access.thread_for(user, thread_id)
    return policy.of_kind(thread.kind).policy.url(thread_id)


def audience_of(user: User, thread_id: int) -> str:
    """With whom the person sees the same bylines, for a person who has been admitted to the thread."""
    kind = policy.of_kind(Thread.objects.values_list("kind", flat=True).get(pk=thread_id))
    return f"{kind.name} {kind.audience(user, thread_id)}"


def _entries(thread: Thread, viewer: User, after: int) -> list[Entry]:
    kind = policy.of_kind(thread.kind)
    events = list(Event.objects.filter(thread=thread, seq__gt=after).order_by("seq"))
    # Read after the events: a post that is committed in between is left for the next reading, and none is ever missed.
    posts = Post.objects.filter(thread=thread, seq__gt=after).select_related("author", "county")
    written = {post.seq: post for post in posts}
    return [_entry(event, written.get(event.seq), thread, kind, viewer) for event in events]


def _entry(event: Event, post: Post | None, thread: Thread, kind: policy.Kind, viewer: User) -> Entry:
    if event.kind != Event.POST:
        return Entry(event.seq, event.kind, event.at, sentence=kind.sentences.get(event.kind, ""))
    if post is None:
        return Entry(event.seq, event.kind, event.at, removed=True)
    post.thread = thread
    return Entry(event.seq, event.kind, event.at, byline=kind.policy.byline(post, viewer), body=post.body)


def _last_read(user: User, thread: Thread) -> int:
    marks = ReadMark.objects.filter(user=user, thread=thread)
    return marks.values_list("last_read_seq", flat=True).first() or 0
