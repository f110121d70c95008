"""A change of a listing's text that somebody proposes. What is live stays as it is until a keeper accepts."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from resources.models.delegates import Delegate
from resources.models.listing import Listing


class ProposalState(models.TextChoices):
    """PROPOSED leads to each of the others, and these to none."""

    PROPOSED = "proposed", "Waits for an answer"
    ACCEPTED = "accepted", "Accepted"
    PARTLY = "partly", "Accepted in part"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Proposal(models.Model):
    """What a member or a provider's delegate says should change, field by field, with a note on the rest."""

    key = models.UUIDField(
        unique=True, default=uuid.uuid4, editable=False, help_text="Of the form: sent twice, it is one proposal."
    )
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="proposals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    delegate = models.ForeignKey(Delegate, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")
    note = models.TextField(max_length=500, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=9, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    reason = models.CharField(max_length=200, blank=True, help_text="What the keeper says to it.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["listing", "state"], name="resources_proposal_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=True) ^ Q(delegate__isnull=True), name="resources_proposal_has_one_person"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "withdrawn"], decided_by__isnull=True)
                | Q(state__in=["accepted", "partly", "declined"], decided_by__isnull=False, decided_at__isnull=False),
                name="resources_proposal_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Proposal {self.pk}"

    @property
    def proposer(self) -> str:
        """The name of whoever proposed it."""
        return str(self.by or self.delegate)


class ProposedChange(models.Model):
    """One field of a proposal. `old` is what stood there when it was made, so that a conflict shows."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="changes")
    field = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    is_accepted = models.BooleanField(null=True, blank=True, help_text="Empty: not decided.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "field"], name="resources_proposed_change_once_a_field")
        ]

    def __str__(self) -> str:
        return self.field
