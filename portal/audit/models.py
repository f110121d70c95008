"""The audit row. It holds the actor's id and label and no foreign key, so that it outlives every other row."""

from django.db import models


class AuditRow(models.Model):
    """One act on one subject. `number` counts from 1 within the subject; `digest` seals the row and the one before."""

    subject = models.CharField(max_length=120, help_text="label:key, for example coordination.request:42")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    facts = models.JSONField(default=dict, help_text="Ids, codes and counts; never free text.")
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["subject", "number"]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["subject", "number"], name="audit_subject_number")]
        indexes = [models.Index(fields=["actor_id", "at"], name="audit_actor_at")]

    def __str__(self) -> str:
        return f"{self.subject} #{self.number} {self.act}"
