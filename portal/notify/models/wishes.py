"""How and when a person wants to hear of things."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from portal.notify.kinds import Delivery

SATURDAY = 5


def _in_words(hour: int) -> str:
    return {0: "midnight", 12: "noon"}.get(hour, f"{hour % 12 or 12} {'am' if hour < 12 else 'pm'}")


HOURS = [(hour, _in_words(hour)) for hour in range(24)]


class Preference(models.Model):
    """A person's own choice for one kind; without a row the kind's default holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notify_preferences")
    kind = models.CharField(max_length=60)
    delivery = models.CharField(max_length=7, choices=Delivery.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="notify_one_preference_per_kind"),
            models.CheckConstraint(
                condition=Q(delivery__in=Delivery.values), name="notify_preference_is_one_of_the_three"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_delivery_display()}"


class MailHours(models.Model):
    """When mail may come to one person: whole hours of the Pacific wall clock. Without a row the defaults hold.

    Quiet hours are off until someone asks for them: a request or an open bed at 11 pm is what the portal is for, and a
    mail that is late because of a default is a loss that nobody sees. Whoever turns them on is offered 8 pm to 7 am.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_hours")
    digest_hour = models.PositiveSmallIntegerField("The daily mail comes at", choices=HOURS, default=7)
    quiet = models.BooleanField("Quiet hours: no mail between these two hours", default=False)
    quiet_from = models.PositiveSmallIntegerField("Quiet from", choices=HOURS, default=20)
    quiet_until = models.PositiveSmallIntegerField("Quiet until", choices=HOURS, default=7)
    quiet_weekends = models.BooleanField("Quiet weekends: no mail on Saturday and Sunday", default=False)
    urgent_passes = models.BooleanField("Urgent mail comes even in quiet hours and on quiet weekends", default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(digest_hour__lt=24, quiet_from__lt=24, quiet_until__lt=24), name="notify_hours_of_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(quiet_from=F("quiet_until")) | Q(quiet=False), name="notify_quiet_hours_end"
            ),
        ]

    def __str__(self) -> str:
        quiet = f"quiet {self.quiet_from}-{self.quiet_until}" if self.quiet else "no quiet hours"
        return f"{quiet}, daily mail at {self.digest_hour}"

    def clean(self) -> None:
        """Raises ValidationError if quiet hours would never end, or would swallow the daily mail of each day."""
        if self.quiet and self.quiet_from == self.quiet_until:
            raise ValidationError(
                {
                    "quiet_until": "Quiet hours that end at the hour they start would be silence for good; choose another."
                }
            )
        if self._is_quiet_at(self.digest_hour):
            raise ValidationError(
                {"digest_hour": "The daily mail would come in your quiet hours; choose an hour outside of them."}
            )

    def is_quiet(self, at: datetime.datetime) -> bool:
        """Whether what is not urgent has to wait at this moment."""
        pacific = timezone.localtime(at, timezone.get_default_timezone())
        return (self.quiet_weekends and pacific.weekday() >= SATURDAY) or self._is_quiet_at(pacific.hour)

    def first_loud(self, at: datetime.datetime) -> datetime.datetime:
        """This moment, or if it is quiet the end of the quiet hours, in UTC.

        Steps by hours of UTC: Pacific time differs from it by whole hours, so quiet can only end on one of them, on the
        two days of a clock change too.
        """
        moment = at.astimezone(datetime.UTC)
        while self.is_quiet(moment):
            moment = moment.replace(minute=0, second=0, microsecond=0) + datetime.timedelta(hours=1)
        return moment

    def digest_due(self, at: datetime.datetime) -> tuple[datetime.date, datetime.datetime]:
        """The Pacific day of this moment, and when the daily mail of that day is due, in UTC.

        An hour that the clock skips in March is due an hour later; of an hour that it repeats in November, the first.
        """
        pacific = timezone.get_default_timezone()
        day = timezone.localdate(at, pacific)
        due = datetime.datetime.combine(day, datetime.time(self.digest_hour), tzinfo=pacific)
        return day, due.astimezone(datetime.UTC)  # in UTC, since Python compares two times of one zone by wall clock

    def _is_quiet_at(self, hour: int) -> bool:
        if not self.quiet:
            return False
        if self.quiet_from < self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until
