"""What people do with threads: open one, post a reply, mark as read; and `record_event` for the rooms above."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from cohorts.threads import access, policy
from cohorts.threads.models import BODY_LIMIT, Event, Post, ReadMark, Thread
from cohorts.threads.notifications import REPLY
from portal import audit, guard, notify
from portal.accounts.models import Membership
from portal.live import nudge

if TYPE_CHECKING:
    from portal.accounts.models import User

# What one reply could continue: a number is one also when it is split over posts, or answers a question for it.
POSTS_INSPECTED_TOGETHER = 3


class ReplyRefused(Exception):
    """A reply was not stored. The text of the exception is the sentence for the person who wrote it."""


class KeyTaken(ReplyRefused):
    """The form had already brought another reply."""


@transaction.atomic
def open_thread(kind: str, *, opened_by: User) -> Thread:
    """Opens a thread of a registered kind, in the caller's transaction. Raises LookupError for any other kind."""
    thread = Thread.objects.create(kind=policy.of_kind(kind).name, opened_by=opened_by)
    audit.record("threads.open", thread, opened_by, {"kind": kind})
    return thread


def post_reply(*, thread_id: int, author: User, body: str, key: UUID, confirmation: str = "") -> Post:
    """Stores a reply, tells the followers, and rings the open pages once it is committed.

    Sent twice with one `key` it is one post: the second call returns the first one's. `confirmation` is what the guard
    gave for this very text when it asked for a second look. Opens its own transaction.

    Raises Http404 for a person who may not read the thread; PermissionDenied, with a sentence, for a reader who may not
    post; ReplyRefused, with a sentence, for an empty or too long text and for a key that brought another text;
    `guard.GuardRefused` and `guard.GuardUnavailable` for a text that may not be stored. In each case nothing is stored.
    """
    text = _clean(body)
    thread = access.thread_for(author, thread_id)
    if earlier := _earlier(thread, author, key, text):
        return earlier
    access.check_may_post(author, thread)
    # Before the transaction: what the guard puts on record must outlive the refusal.
    field = policy.of_kind(thread.kind).policy.guard_field
    guard.check(text, field=field, before=_just_before(thread), person=author, confirmation=confirmation)
    return _store(thread_id, author, text, key)


@transaction.atomic
def _store(thread_id: int, author: User, text: str, key: UUID) -> Post:
    """Asks everything again under the lock, where nobody can be ahead: a second click may have arrived first."""
    thread = access.locked_thread_for(author, thread_id)
    if earlier := _earlier(thread, author, key, text):
        return earlier
    access.check_may_post(author, thread)
    event = record_event(thread, Event.POST, author, {})
    post = Post.objects.create(
        thread=thread,
        seq=event.seq,
        author=author,
        county_id=_county_of(author),
        body=text,
        key=key,
        created_at=event.at,
    )
    audit.record("threads.reply", thread, author, {"post": post.pk, "seq": post.seq})
    followers = policy.of_kind(thread.kind).policy.followers(thread)
    notify.notify(REPLY, followers.exclude(pk=author.pk), thread.topic)
    return post


@transaction.atomic
def record_event(thread: Thread, kind: str, actor: User | None, facts: Mapping[str, Any]) -> Event:
    """Gives an event the next number of its thread, in the caller's transaction, and rings the open pages after it.

    `facts` are ids, codes and counts, never text. The thread's row stays locked until the transaction ends; `thread`
    itself is brought up to date.
    """
    thread.head_seq = Thread.objects.select_for_update().values_list("head_seq", flat=True).get(pk=thread.pk) + 1
    thread.save(update_fields=["head_seq"])
    event = Event.objects.create(thread=thread, seq=thread.head_seq, kind=kind, actor=actor, facts=dict(facts))
    nudge(thread.topic, event.seq)
    return event


@transaction.atomic
def mark_read(user: User, thread_id: int, seq: int) -> None:
    """Notes that the person has read up to that event, never back and never past the newest. Raises Http404."""
    thread = access.thread_for(user, thread_id)
    mark, _ = ReadMark.objects.select_for_update().get_or_create(user=user, thread=thread)
    reached = max(mark.last_read_seq, min(seq, thread.head_seq))
    if reached > mark.last_read_seq:
        mark.last_read_seq = reached
        mark.save(update_fields=["last_read_seq"])
    if reached == thread.head_seq:
        notify.seen(user, thread.topic)


def _clean(body: str) -> str:
    text = body.replace("\r\n", "\n").strip()
    if not text:
        raise ReplyRefused("Your reply is empty. Write a few words and send it again.")
    if len(text) > BODY_LIMIT:
        raise ReplyRefused(
            f"Your reply has {len(text):,} characters, and {BODY_LIMIT:,} fit. Shorten it, or send it as two replies."
        )
    return text


def _earlier(thread: Thread, author: User, key: UUID, text: str) -> Post | None:
    """The post that this form has already brought."""
    earlier = Post.objects.filter(thread=thread, author=author, key=key).first()
    if earlier and earlier.body != text:
        raise KeyTaken(
            "This form has already sent another reply. Your text was not sent: read the thread, then send it as a new reply."
        )
    return earlier


def _just_before(thread: Thread) -> tuple[str, ...]:
    """The latest posts, oldest first."""
    latest = Post.objects.filter(thread=thread).order_by("-seq").values_list("body", flat=True)
    return tuple(reversed(latest[:POSTS_INSPECTED_TOGETHER]))


def _county_of(author: User) -> str | None:
    """The county of the membership that the author has held longest; None for someone who serves the state."""
    held = Membership.objects.current().filter(user=author, county__isnull=False).order_by("valid_from", "pk")
    return held.values_list("county_id", flat=True).first()
