"""What the tick remembers about each job."""

from django.db import models


class JobRun(models.Model):
    """The last run of a job, and who holds it now. All times are UTC.

    `outcome` is "ok" or the name of the exception's class; no more of an error is kept, since its text may hold data.
    """

    name = models.CharField(max_length=60, primary_key=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=80, blank=True)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name}: {self.outcome or 'not yet run'}"
