"""People and partners that pages show: snippets, because staff change and template text does not."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import RevisionMixin
from wagtail.search import index


class PersonQuerySet(models.QuerySet["Person"]):
    def shown(self, on: datetime.date | None = None) -> PersonQuerySet:
        """People whose consent covers a day (Pacific date; today unless given); the last day is included."""
        day = on or timezone.localdate()
        return self.filter(Q(consent_until__isnull=True) | Q(consent_until__gte=day))


class Person(RevisionMixin, index.Indexed, models.Model):
    """Somebody whom pages show: staff, a consultant, a speaker. Nobody is shown past the day their consent ends."""

    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120, help_text="In plain words, for example: Project director.")
    organisation = models.CharField("organization", max_length=120, blank=True)
    about = models.TextField(
        max_length=600, blank=True, help_text="One or two sentences that the person has agreed to."
    )
    photo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Optional. Readers who may not see the picture see the person without it.",
    )
    consent_until = models.DateField(
        null=True,
        blank=True,
        help_text="The last day on which the person agrees to be shown. Empty: no end was agreed.",
    )
    # Microseconds since 1970 (UTC) of the last change to what search knows of the person; pages that show them count.
    search_version = models.BigIntegerField(default=0, editable=False)

    objects = PersonQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("organisation")]),
        FieldPanel("about"),
        MultiFieldPanel([FieldPanel("photo"), FieldPanel("consent_until")], heading="What the person has agreed to"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("role"),
        index.SearchField("organisation"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = "person"
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"


class Partner(RevisionMixin, index.Indexed, models.Model):
    """An organization that PACT works with."""

    name = models.CharField(max_length=160, unique=True)
    short_name = models.CharField(max_length=40, blank=True, help_text="The abbreviation people know, if there is one.")
    part = models.CharField("what they do in PACT", max_length=300)
    website = models.URLField(blank=True)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("short_name")]), FieldPanel("part"), FieldPanel("website")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("short_name")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.short_name})" if self.short_name else self.name
