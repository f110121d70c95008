"""Documents and images that carry an access level. Their bytes leave the portal through `portal.pages.views` alone."""

from __future__ import annotations

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import models
from django.urls import reverse
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from portal.pages.levels import AccessLevel


def _uploader() -> models.ForeignKey:
    """Who uploaded a file, as Wagtail has it, but without the way back from a person to their files: nobody asks for it."""
    link = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="uploaded by",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    link.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # Wagtail's own mark
    return link


class PortalDocument(AbstractDocument):
    """A file for people to download."""

    uploaded_by_user = _uploader()

    access = models.CharField(
        "who may open it",
        max_length=8,
        choices=AccessLevel.choices,
        default=AccessLevel.MEMBERS,
        help_text="Takes effect at once. Everyone can open a file that is open to everyone, wherever it is linked from.",
    )
    # Microseconds since 1970 (UTC) of the last change to what search knows of it.
    search_version = models.BigIntegerField(default=0, editable=False)

    search_fields = [*AbstractDocument.search_fields, index.FilterField("access")]
    admin_form_fields = ("title", "file", "access", "collection", "tags")


class PortalImage(AbstractImage):
    """A picture, shown in the sizes that templates ask for; the uploaded original is never sent to anyone."""

    uploaded_by_user = _uploader()

    access = models.CharField(
        "who may see it",
        max_length=8,
        choices=AccessLevel.choices,
        default=AccessLevel.PUBLIC,
        help_text="Takes effect at once; a picture that was public can stay in browsers for an hour.",
    )

    search_fields = [*AbstractImage.search_fields, index.FilterField("access")]
    admin_form_fields = (*WagtailImage.admin_form_fields[:1], "access", *WagtailImage.admin_form_fields[1:])

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        """Wagtail's own, moved into memory: Wagtail leaves its temporary file to the garbage collector."""
        made = super().generate_rendition_file(filter, source=source)
        with made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)


class PortalRendition(AbstractRendition):
    """One size of an image. Its address names the row, so only sizes that a template asked for can be fetched."""

    image = models.ForeignKey(PortalImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="pages_rendition_image_filter_focus"
            )
        ]

    def __str__(self) -> str:
        return f"{self.image}, {self.filter_spec}"

    @property
    def url(self) -> str:
        return reverse("pages_image", args=[self.pk])
