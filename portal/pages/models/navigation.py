"""Navigation as data: the links of the header and the footer, each for those who may follow it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable

from portal.pages.levels import AccessLevel

PAGE_OR_PATH = "Choose a page or give a path, not both: a link leads to one place."


class NavigationMenu(ClusterableModel):
    """One place of the layout that holds links."""

    class Place(models.TextChoices):
        MAIN = "main", "Main navigation, at the top of every page"
        FOOTER = "footer", "Footer, at the end of every page"

    place = models.CharField(max_length=12, choices=Place.choices, unique=True)

    panels = [
        FieldPanel("place"),
        HelpPanel("<p>Readers see only the links that they may follow. Drag to change the order.</p>"),
        InlinePanel("items", label="link"),
    ]

    class Meta:
        ordering = ["place"]
        verbose_name = "navigation menu"

    def __str__(self) -> str:
        return self.get_place_display()


class NavigationItem(Orderable):
    """A link to a page of the CMS, or to a path of another room such as /convenings/.

    A link to a page is shown to those who may read the page; one to a path, to those of its access level.
    """

    menu = ParentalKey(NavigationMenu, on_delete=models.CASCADE, related_name="items")
    label = models.CharField(max_length=40)
    page = models.ForeignKey("wagtailcore.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(
        max_length=200,
        blank=True,
        validators=[RegexValidator(r"^/(?![/\\])\S*$", "Start the path with one slash, for example /convenings/.")],
        help_text="For a place outside the page tree, for example /convenings/.",
    )
    access = models.CharField(
        "who sees it",
        max_length=8,
        choices=AccessLevel.choices,
        default=AccessLevel.PUBLIC,
        help_text="For a path. A page's own level decides for a page.",
    )

    panels = [
        FieldPanel("label"),
        PageChooserPanel("page"),
        FieldRowPanel([FieldPanel("path"), FieldPanel("access")]),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=True) ^ Q(path=""),
                name="pages_navigation_item_page_or_path",
                violation_error_message=PAGE_OR_PATH,
            )
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Refuses an item with both a page and a path, or neither (ValidationError on `path`)."""
        super().clean()
        if bool(self.page_id) == bool(self.path):
            raise ValidationError({"path": PAGE_OR_PATH})
