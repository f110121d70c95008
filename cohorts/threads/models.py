"""A thread, what was posted in it, everything that happened to it in order, and how far each person has read.

Every change to a thread is an event with the next number of that thread, given out under a lock on the thread's row.
An id of the table would not do: two transactions may commit out of the order of their ids, and who has read up to the
later one would never be told of the earlier. Events hold ids and codes, never text; a body is read when it is shown.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.counties.models import County

# A reply is a message, not a report: long enough for what a desk needs to know, short enough to be read by everyone.
BODY_LIMIT = 4_000


class Thread(models.Model):
    """One conversation. Its kind names the policy that decides who takes part; the room of that kind holds the rest."""

    kind = models.CharField(max_length=40)
    head_seq = models.PositiveIntegerField(default=0, help_text="Number of the newest event; 0 before the first.")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="opened_threads")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["kind"], name="threads_thread_kind")]

    def __str__(self) -> str:
        return f"Thread {self.pk} ({self.kind})"

    @property
    def topic(self) -> str:
        """The live topic on which open pages follow it."""
        return f"thread:{self.pk}"


class Post(models.Model):
    """What a person wrote. A purge deletes the row; its event stays, and is shown as a post that was removed."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="posts")
    seq = models.PositiveIntegerField(help_text="Number of the event that brought it.")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    county = models.ForeignKey(
        County,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The county that the author spoke for then; a later change of desk does not change it.",
    )
    body = models.TextField(max_length=BODY_LIMIT)
    key = models.UUIDField(default=uuid.uuid4, help_text="Made with the form; the same form sent twice is one post.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        default_permissions = ()
        ordering = ["thread", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "author", "key"], name="threads_post_once_per_key"),
            models.UniqueConstraint(fields=["thread", "seq"], name="threads_post_seq"),
        ]

    def __str__(self) -> str:
        return f"Post {self.seq} of thread {self.thread_id}"


class Event(models.Model):
    """Something that happened in a thread: a post, a change of state, a county that joined."""

    POST = "post"

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField(help_text="From 1, without gaps.")
    kind = models.CharField(max_length=40)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField(default=dict, help_text="Ids, codes and counts; never text.")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        default_permissions = ()
        ordering = ["thread", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "seq"], name="threads_event_seq"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="threads_event_seq_from_one"),
        ]

    def __str__(self) -> str:
        return f"Event {self.seq} of thread {self.thread_id}: {self.kind}"


class ReadMark(models.Model):
    """How far a person has read a thread. It only ever moves on."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="read_marks")
    last_read_seq = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "thread"], name="threads_readmark_user_thread")]

    def __str__(self) -> str:
        return f"{self.user_id} has read thread {self.thread_id} to {self.last_read_seq}"
