"""A list of listings that one member hands to another by a link."""

from __future__ import annotations

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from resources.models.listing import Listing

SHARED_FOR = datetime.timedelta(days=7)


class SharedList(models.Model):
    """Which listings a link leads to. What of them is shown is decided anew for each reader, each time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    maker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"shared {self.made_at:%Y-%m-%d %H:%M}"

    @property
    def ends_at(self) -> datetime.datetime:
        """From this moment on the link leads nowhere."""
        return self.made_at + SHARED_FOR


class SharedListing(models.Model):
    """One listing of a shared list."""

    shared_list = models.ForeignKey(SharedList, on_delete=models.CASCADE, related_name="entries")
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["shared_list", "listing"], name="resources_shared_once")]

    def __str__(self) -> str:
        return f"{self.position}: {self.listing_id}"
