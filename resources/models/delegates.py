"""People of a provider who keep one listing right without an account, and the mails that they get."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from portal.counties.models import County
from resources.models.listing import Listing


class DelegateQuerySet(models.QuerySet["Delegate"]):
    def in_force(self) -> DelegateQuerySet:
        """Those whom nobody has ended, and whose county still keeps the listing."""
        return self.filter(until__isnull=True, county=F("listing__owner_county"))


class Delegate(models.Model):
    """A county lets a provider's contact confirm and count one listing, and propose changes of its text.

    The delegation is the county's: it has no force once another county keeps the listing.
    """

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="delegates")
    county = models.ForeignKey(
        County, on_delete=models.PROTECT, related_name="+", help_text="The county that lets them."
    )
    name = models.CharField(max_length=120, help_text="Shown to members beside what this person counts.")
    email = models.EmailField("work e-mail", help_text="Reminders and links go here. Nobody else sees it.")
    since = models.DateTimeField(default=timezone.now)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True, blank=True, help_text="Ended: from this moment no link works.")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    link_number = models.PositiveIntegerField(
        default=1, editable=False, help_text="Raised when a new link is asked for, so that older ones end."
    )

    objects = DelegateQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "listing",
                Lower("email"),
                condition=Q(until__isnull=True),
                name="resources_delegate_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, ended_by__isnull=True)
                | Q(until__gte=F("since"), ended_by__isnull=False),
                name="resources_delegate_end_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DelegateMail(models.Model):
    """One mail to one address: the row is the claim, so that it is sent once whoever sends it.

    It holds no text: what it says is read when it is sent, and by then there may be nothing left to say.
    """

    class Purpose(models.TextChoices):
        GRANTED = "granted", "You may keep a listing right"
        REMINDER = "reminder", "Listings need a look"
        DECIDED = "decided", "A proposal was decided"

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for the end of quiet hours, or to be tried again"
        SENDING = "sending", "Handed to the mail server, no answer yet"
        SENT = "sent", "Sent"
        NONE = "none", "Nothing was left to say"

    email = models.EmailField()
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    ref = models.CharField(max_length=20, help_text="Of a reminder the Pacific day, else the key of what it is about.")
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["email", "purpose", "ref"], name="resources_delegate_mail_once"),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(state="waiting"), name="resources_delegate_mail_waits")
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.ref}"
