"""The audit row and the head of each chain. Neither holds a foreign key, so that they outlive every other row."""

from django.db import models

FIRST_PREVIOUS = "0" * 64


class AuditRow(models.Model):
    """One act on one subject. `number` counts from 1 within the subject; `digest` seals the row and the one before.

    `at` is UTC. `actor_id` and `actor_label` name the person as of the act; both tell "system" when no person acted.
    """

    subject = models.CharField(max_length=120, help_text="label:key, for example coordination.request:42")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=60)
    actor_id = models.BigIntegerField("person", null=True)
    actor_label = models.CharField("by", max_length=200)
    facts = models.JSONField(default=dict, help_text="Ids, codes and counts; never free text.")
    at = models.DateTimeField("when")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["subject", "number"]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["subject", "number"], name="audit_subject_number")]
        indexes = [
            models.Index(fields=["actor_id", "at"], name="audit_actor_at"),
            models.Index(fields=["at"], name="audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} #{self.number} {self.act}"


class AuditHead(models.Model):
    """Where a subject's chain ends. It is locked while a row is added, and betrays a tail that was cut off."""

    subject = models.CharField(max_length=120, primary_key=True)
    number = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, default=FIRST_PREVIOUS)

    class Meta:
        ordering = ["subject"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.subject} ends at #{self.number}"
