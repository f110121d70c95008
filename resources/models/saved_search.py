"""Searches that people keep, and what they are told when a bed opens."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from resources.models.availability import Availability
from resources.models.listing import Listing

LONGEST_NAME = 60
LONGEST_ADDRESS = 2_000  # ASCII: fits what PostgreSQL indexes of one value (2,704 bytes)


class SavedSearch(models.Model):
    """One search of one person, as the one spelling of its address (`resources.asked`); nobody else sees it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    address = models.CharField(max_length=LONGEST_ADDRESS)
    alerts = models.BooleanField("tell me when a bed opens", default=True)
    urgent = models.BooleanField("even in my quiet hours", default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "saved searches"
        constraints = [models.UniqueConstraint(fields=["owner", "address"], name="resources_saved_search_once")]

    def __str__(self) -> str:
        return self.name


class Opening(models.Model):
    """A count after which a listing has room for somebody for whom it had none, or nobody knew.

    `open_before` are the populations (codes; "" for everyone) for whom it had room just before.
    """

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="+")
    count = models.OneToOneField(Availability, on_delete=models.CASCADE, related_name="+")
    open_before = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.listing_id}, {self.made_at:%Y-%m-%d %H:%M}"


class Alert(models.Model):
    """An opening was told to the owner of a saved search. The row is what keeps it from being told twice."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="+")
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="alerts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "opening"], name="resources_alert_once")]

    def __str__(self) -> str:
        return f"{self.opening_id}: {self.search_id}"
