"""A convening and its rooms. All days are Pacific days: PACT convenes in California."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField

TEXT_FEATURES = ["bold", "italic", "link", "ul", "ol"]


class ConveningQuerySet(models.QuerySet["Convening"]):
    def published(self) -> ConveningQuerySet:
        """Those that members may see."""
        return self.filter(published_at__isnull=False)

    def not_over(self, on: datetime.date | None = None) -> ConveningQuerySet:
        """Those whose last day is a Pacific day (today unless given) or later."""
        return self.filter(last_day__gte=on or timezone.localdate())


class Convening(ClusterableModel):
    """A meeting of the network over some days at one venue. A draft until `published_at`; its address stays for good."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(
        max_length=60, unique=True, help_text="Part of every address and printed code; it stays once published."
    )
    theme = models.CharField(max_length=120, blank=True)
    venue = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=60)
    first_day = models.DateField()
    last_day = models.DateField()
    introduction = RichTextField(blank=True, features=TEXT_FEATURES)
    land_acknowledgement = RichTextField(blank=True, features=TEXT_FEATURES)
    self_care = RichTextField(
        "self-care", blank=True, features=TEXT_FEATURES, help_text="Quiet room, who to turn to, leave to step out."
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ConveningQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="events_convening_ends_after_it_starts",
                violation_error_message="The last day is before the first day. Change one of them.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def clean(self) -> None:
        """Refuses days that leave a session outside, and a new address once published."""
        if self.pk is None:
            return
        self._check_address_stays()
        if self.first_day and self.last_day:
            self._check_sessions_inside()

    def _check_address_stays(self) -> None:
        before = Convening.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if self.is_published and before != self.slug:
            raise ValidationError(
                {"slug": f"People hold links and printed codes that lead to “{before}”. Leave the address as it is."}
            )

    def _check_sessions_inside(self) -> None:
        outside = self.sessions.exclude(starts_at__date__gte=self.first_day, ends_at__date__lte=self.last_day).first()
        if outside:
            raise ValidationError(
                f"“{outside}” on {date_format(outside.local_start, 'F j')} would fall outside these days. "
                f"Move that session first."
            )


class Room(models.Model):  # type: ignore[django-manager-missing]  # modelcluster is untyped
    """A room at the venue of one convening."""

    convening = ParentalKey(Convening, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=80)
    floor = models.CharField(max_length=60, blank=True, help_text="Where to find it, for example: 15th floor.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["convening", "name"],
                name="events_room_name",
                violation_error_message="This convening already has a room of that name.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.floor}" if self.floor else self.name
