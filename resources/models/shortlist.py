"""The listings that a person has put aside."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from resources.models.listing import Listing


class ShortlistEntry(models.Model):
    """One listing in one person's shortlist. Nobody else sees it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "shortlist entries"
        constraints = [models.UniqueConstraint(fields=["owner", "listing"], name="resources_shortlist_once")]

    def __str__(self) -> str:
        return f"{self.position}: {self.listing_id}"
