"""A session of a convening. One session is one row for good: its address never changes."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from events.models.convening import Convening, Room
from portal.vocabulary.models import Scheme, Term


class SessionQuerySet(models.QuerySet["Session"]):
    def during(self, starts_at: datetime.datetime, ends_at: datetime.datetime) -> SessionQuerySet:
        """Sessions that share at least a moment with a span; one that ends as the span starts shares none."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class Session(ClusterableModel):
    """Something on the agenda, from registration to the closing plenary. Kept in UTC, shown in Pacific time."""

    class Kind(models.TextChoices):
        PLENARY = "plenary", "Plenary"
        GROUP = "group", "Large group session"
        BREAKOUT = "breakout", "Breakout"
        TABLE_TALKS = "table_talks", "Table talks"
        REGISTRATION = "registration", "Registration"
        MEAL = "meal", "Meal"
        BREAK = "break", "Break"
        RECEPTION = "reception", "Optional reception"

    # What nobody prepares for.
    PAUSES = (Kind.REGISTRATION, Kind.MEAL, Kind.BREAK)

    convening = models.ForeignKey(Convening, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, help_text="Part of the session's address; it stays once published.")
    number = models.CharField(max_length=12, blank=True, help_text="As the program counts: Session I, II, III.")
    option = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Breakouts of one slot are options 1, 2, 3."
    )
    starts_at = models.DateTimeField("starts", help_text="Pacific time.")
    ends_at = models.DateTimeField("ends", help_text="Pacific time.")
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    summary = models.TextField(blank=True)
    note = models.CharField(
        max_length=400, blank=True, help_text="Shown below the session, for example where printed programs differ."
    )
    changed_at = models.DateTimeField(
        default=timezone.now, editable=False, help_text="When it was last told to search."
    )
    topics = ParentalManyToManyField(Term, blank=True, limit_choices_to={"scheme": Scheme.TOPIC}, related_name="+")

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "option", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="events_session_ends_after_it_starts",
                violation_error_message="The session ends before it starts. Check the two times, and a.m. and p.m.",
            ),
            models.UniqueConstraint(
                fields=["convening", "slug"],
                name="events_session_slug",
                violation_error_message="Another session of this convening has that address. Choose another one.",
            ),
            models.UniqueConstraint(
                fields=["convening", "starts_at", "option"],
                name="events_session_option",
                violation_error_message="Another breakout of that slot is this option already. Give it another number.",
            ),
        ]
        indexes = [models.Index(fields=["room", "starts_at"], name="events_session_room_start")]

    def __str__(self) -> str:
        return self.title

    @property
    def local_start(self) -> datetime.datetime:
        """The start in Pacific time."""
        return timezone.localtime(self.starts_at)

    @property
    def local_end(self) -> datetime.datetime:
        """The end in Pacific time."""
        return timezone.localtime(self.ends_at)

    def clean(self) -> None:
        """Refuses a time outside the convening, a room that is taken or not there, and a new address once published."""
        if not (self.convening_id and self.starts_at and self.ends_at):
            return
        self._check_inside_the_convening()
        self._check_room()
        self._check_address_stays()

    def _check_inside_the_convening(self) -> None:
        first, last = self.convening.first_day, self.convening.last_day
        if not first <= self.local_start.date() <= self.local_end.date() <= last:
            raise ValidationError(
                f"The convening runs from {date_format(first)} to {date_format(last)}, and this session would be "
                f"outside. Change the session's times, or the convening's days first."
            )

    def _check_room(self) -> None:
        if self.room is None:
            return
        if self.room.convening_id != self.convening_id:
            raise ValidationError({"room": "That room is at another convening. Choose one of this convening's rooms."})
        taken = self.room.sessions.during(self.starts_at, self.ends_at).exclude(pk=self.pk).first()
        if taken:
            raise ValidationError(
                {
                    "room": f"{self.room} is taken by “{taken}” from {date_format(taken.local_start, 'P')} to "
                    f"{date_format(taken.local_end, 'P')}. Choose another room or time."
                }
            )

    def _check_address_stays(self) -> None:
        if self.pk is None or not self.convening.is_published:
            return
        before = Session.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if before != self.slug:
            raise ValidationError(
                {"slug": f"People hold links and printed codes that lead to “{before}”. Leave the address as it is."}
            )


class TableTopic(Orderable):
    """What one table talks about during table talks; tables may have a name, such as an animal's."""

    session = ParentalKey(Session, on_delete=models.CASCADE, related_name="table_topics")
    table = models.CharField(max_length=60, blank=True, help_text="The table's name, if it has one.")
    topic = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.table}: {self.topic}" if self.table else self.topic
