"""What the database engine has indexed, what an outside engine still has to hear, and what is known about words.

The text itself stands in one table for each tier, `search_text_<tier>`, which each database vendor has in a shape of its
own (migration 0002): an FTS5 table on SQLite, a tsvector with a GIN index on PostgreSQL. A tier's scores and words come
from its own table, so nothing about the documents of another tier can be read out of them.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Collection
from typing import Any

from django.db import models
from django.utils import timezone

from search.contract import Tier


class IndexedDocument(models.Model):
    """One document of one object for one tier; its text has the same number in the tier's table."""

    kind = models.CharField(max_length=20)
    object_pk = models.CharField(max_length=40)
    tier = models.CharField(max_length=8, choices=[(tier.value, tier.name.title()) for tier in Tier])
    version = models.BigIntegerField()
    sort_title = models.CharField(max_length=120, help_text="The folded title: the order among equals.")
    codes = models.TextField(help_text="A JSON list of its lasting codes, as `facet:code`.")
    spans = models.TextField(help_text="A JSON list of codes that come and go: `facet:code`, since, until.")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_pk", "tier"], name="search_document_kind_pk_tier")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_pk}:{self.tier}"


# Every search adds their tokens up, which takes 50 microseconds; after so many changes a process has to read all anyway.
CHANGES_KEPT = 500


def new_token() -> int:
    """48 random bits: a number that a rolled-back change had is never given to another, and a thousand fit one sum."""
    return secrets.randbits(48)


class IndexChangeQuerySet(models.QuerySet["IndexChange"]):
    def older(self) -> IndexChangeQuerySet:
        """All but the newest CHANGES_KEPT."""
        newest = self.order_by("-pk").values_list("pk", flat=True)[CHANGES_KEPT : CHANGES_KEPT + 1]
        return self.filter(pk__lte=max(newest, default=0))


class IndexChange(models.Model):
    """The index changed. The set of these rows that a transaction sees says exactly which index it sees.

    So what a process remembers of an index (`search.engines.catalogs`) is named by such a set, and can't be taken for
    another one after a rollback.
    """

    token = models.BigIntegerField(default=new_token, unique=True)
    touched = models.TextField(
        help_text="A JSON list of the numbers of documents that came or went; `null`: all of them."
    )

    objects = IndexChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.token}"


class OutboxRowQuerySet(models.QuerySet["OutboxRow"]):
    def waiting(self) -> OutboxRowQuerySet:
        """Rows that the outside engine hasn't confirmed and that are still tried."""
        return self.filter(drained_at__isnull=True, quarantined_at__isnull=True)

    def due(self, at: datetime.datetime) -> OutboxRowQuerySet:
        """Waiting rows that may be tried now."""
        return self.waiting().filter(due_at__lte=at)

    def purges(self) -> OutboxRowQuerySet:
        """What became less visible, and the outside engine hasn't confirmed that it knows."""
        return self.filter(is_purge=True, drained_at__isnull=True)

    def since(self, moment: datetime.datetime) -> OutboxRowQuerySet:
        """Rows that came, or were told to the outside engine, from then on."""
        return self.filter(
            models.Q(created_at__gte=moment) | models.Q(drained_at__gte=moment) | models.Q(drained_at=None)
        )

    def of(self, keys: Collection[tuple[str, str]]) -> OutboxRowQuerySet:
        """Rows of these objects."""
        rows = self.none()
        for kind in {kind for kind, _ in keys}:
            rows |= self.filter(kind=kind, object_pk__in=[pk for each, pk in keys if each == kind])
        return rows

    def quarantined(self) -> OutboxRowQuerySet:
        """Rows that the outside engine refused again and again; they are not tried any more."""
        return self.filter(quarantined_at__isnull=False)


class OutboxRow(models.Model):
    """An object changed, and the outside engine hears it once more. Kept a day after, so that a rebuild can replay it."""

    kind = models.CharField(max_length=20)
    object_pk = models.CharField(max_length=40)
    is_purge = models.BooleanField(
        default=False, help_text="Something became less visible; until told, the engine rests."
    )
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    refusals = models.PositiveSmallIntegerField(default=0, help_text="Attempts that the server answered with no.")
    last_error = models.CharField(max_length=200, blank=True)
    drained_at = models.DateTimeField(null=True, db_index=True)
    quarantined_at = models.DateTimeField(null=True, db_index=True)

    objects = OutboxRowQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["id"],
                name="search_purge_waiting",
                condition=models.Q(is_purge=True, drained_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_pk}"


def _stamp() -> int:
    return secrets.randbits(31)


class Synonym(models.Model):
    """Words that mean the same, or words that mean another as well. Staff edit them; the next search follows.

    The stamps of all active rows together are the version of the table: it changes with every save and every removal,
    in whatever order transactions end (see `search.synonyms.table`).
    """

    typed = models.CharField(
        "what people type",
        max_length=80,
        unique=True,
        help_text="One word, acronym or phrase of at most five words. Capitals and accents make no difference.",
    )
    also = models.CharField(
        "what is searched as well",
        max_length=300,
        help_text="Words or phrases, separated by commas.",
    )
    both_ways = models.BooleanField(
        "these all mean the same",
        default=False,
        help_text="Tick it for an acronym: whoever types any of them finds all of them. Otherwise only the first finds the rest.",
    )
    note = models.CharField(max_length=200, blank=True, help_text="Why it is here, for other staff.")
    active = models.BooleanField("in use", default=True)
    stamp = models.BigIntegerField(default=_stamp, editable=False)

    class Meta:
        ordering = ["typed"]

    def __str__(self) -> str:
        return self.typed

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.stamp = _stamp()
        super().save(*args, **kwargs)


class WordCount(models.Model):
    """So many documents of a tier more, or fewer, have a word since the row before: the truth is the sum.

    Rows are only added, so writers never wait for one another; `search.spelling.compact` adds them up now and then.
    """

    tier = models.CharField(max_length=8)
    word = models.CharField(max_length=60)
    documents = models.IntegerField(help_text="Documents that have it, as a word or as another form of one.")
    written = models.IntegerField(help_text="Documents that have it as it is written here.")

    class Meta:
        indexes = [models.Index(fields=["tier", "word"], name="search_word_of_tier")]

    def __str__(self) -> str:
        return f"{self.tier}: {self.word}"
