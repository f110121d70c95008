"""Tokens with which people read the directory's API as themselves."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

LONGEST_NAME = 60


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def in_force(self, at: datetime.datetime | None = None) -> ApiTokenQuerySet:
        """Tokens that haven't ended and weren't revoked. Whether they open anything: `resources.hsds.tokens.access`."""
        return self.filter(revoked_at__isnull=True, ends_at__gt=at or timezone.now())


class ApiToken(models.Model):
    """One token of one person. It gives its owner's tier, asked anew with each request; its secret is stored nowhere."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret.")
    beginning = models.CharField(max_length=12, help_text="The first letters of the secret, to know it by.")
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "API token"
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("made_at")), name="resources_api_token_ends_later")
        ]

    def __str__(self) -> str:
        return self.name
