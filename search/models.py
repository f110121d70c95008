"""What the database engine has indexed, and what an outside engine still has to hear.

The text itself stands in the table `search_text`, which each database vendor has in a shape of its own
(migration 0002): an FTS5 table on SQLite, a tsvector with a GIN index on PostgreSQL.
"""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone

from search.contract import Tier


class IndexedDocument(models.Model):
    """One document of one object for one tier; its text has the same number in `search_text`."""

    kind = models.CharField(max_length=20)
    object_pk = models.CharField(max_length=40)
    tier = models.CharField(max_length=8, choices=[(tier.value, tier.name.title()) for tier in Tier])
    version = models.BigIntegerField()
    sort_title = models.CharField(max_length=120, help_text="The folded title: the order among equals.")
    fresh_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_pk", "tier"], name="search_document_kind_pk_tier")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_pk}:{self.tier}"


class DocumentFacet(models.Model):
    """One code of one facet of a document."""

    document = models.ForeignKey(IndexedDocument, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=20)
    code = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "name", "code"], name="search_facet_once")]
        indexes = [models.Index(fields=["name", "code"], name="search_facet_code")]

    def __str__(self) -> str:
        return f"{self.name}={self.code}"


class OutboxRowQuerySet(models.QuerySet["OutboxRow"]):
    def waiting(self) -> OutboxRowQuerySet:
        """Rows that the outside engine hasn't confirmed."""
        return self.filter(drained_at__isnull=True)

    def due(self, at: datetime.datetime) -> OutboxRowQuerySet:
        """Waiting rows that may be tried now."""
        return self.waiting().filter(due_at__lte=at)


class OutboxRow(models.Model):
    """An object changed, and the outside engine hears it once more. Kept a day after, so that a rebuild can replay it."""

    kind = models.CharField(max_length=20)
    object_pk = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    drained_at = models.DateTimeField(null=True, db_index=True)

    objects = OutboxRowQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_pk}"
