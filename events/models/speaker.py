"""People on the agenda."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from events.models.session import Session


class Speaker(models.Model):  # type: ignore[django-manager-missing]  # modelcluster is untyped
    """A person, or a team, as the agenda shows them. No account is needed, and no way to reach them is kept here."""

    name = models.CharField(max_length=120)
    title = models.CharField(max_length=160, blank=True)
    organisation = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation else self.name

    @property
    def affiliation(self) -> str:
        """Title and organisation in one line, or nothing."""
        return ", ".join(part for part in (self.title, self.organisation) if part)


class SessionSpeaker(Orderable):
    """A speaker's part in a session, in the order of the program."""

    class Role(models.TextChoices):
        WELCOME = "welcome", "Welcome"
        KEYNOTE = "keynote", "Keynote"
        PRESENTER = "presenter", "Presenter"
        PANELIST = "panelist", "Panelist"
        FACILITATOR = "facilitator", "Facilitator"

    session = ParentalKey(Session, on_delete=models.CASCADE, related_name="parts")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="parts")
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.PRESENTER)

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["session", "speaker", "role"],
                name="events_speaker_once_in_a_role",
                violation_error_message="This person already has this part in the session.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.speaker}, {self.get_role_display().lower()}"
