"""The page types that the public and members read."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.compat import HTTPMethod
from wagtail.models import Page
from wagtail.search import index

from portal.pages.blocks import BODY_BLOCKS
from portal.pages.fields import BodyField
from portal.pages.levels import AccessLevel


class BasePage(Page):
    """What every page of the portal shares: an access level, an introduction, and one gate in front of it.

    A page is as closed as the most closed page above it (`portal.pages.access`). The level is part of the revision: a
    draft that closes or opens a page does so when it is published. Wagtail's own view restrictions are switched off:
    they take effect without publishing, are not kept in revisions and send a signed-in reader without the right back
    and forth between two pages.
    """

    access = models.CharField(
        "who may read it",
        max_length=8,
        choices=AccessLevel.choices,
        default=AccessLevel.PUBLIC,
        help_text="Takes effect when you publish, for this page and every page below it.",
    )
    introduction = models.TextField(
        max_length=400,
        blank=True,
        help_text="One or two sentences in plain words. Shown under the title, in lists and by search engines.",
    )
    # Microseconds since 1970 (UTC) of the last change to what search knows of the page; a move or a closed page above count.
    search_version = models.BigIntegerField(default=0, editable=False)

    private_page_options: list[str] = []
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = [MultiFieldPanel([FieldPanel("slug"), FieldPanel("seo_title")], heading="Address and browser tab")]
    settings_panels = [FieldPanel("access"), *Page.settings_panels]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.FilterField("access")]

    class Meta:
        abstract = True

    @property
    def searchable_text(self) -> str:
        """The words by which the page is found, besides its title."""
        return self.introduction

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, for those who may read it; everyone else is led on by `portal.pages.gate`."""
        from portal.pages import access, gate  # inline: both read the models of this module

        return gate.answer(
            request, access.level_of(self), lambda: super(BasePage, self).serve(request, *args, **kwargs)
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `levels`: what its reader may read. A preview is read as by its editor."""
        from portal.pages import access  # inline: as above

        preview = getattr(request, "is_preview", False)
        levels = access.levels_for(request.user) if preview else access.levels_of(request)
        return {**super().get_context(request, *args, **kwargs), "levels": levels}


class BodyPage(BasePage):
    """A page whose content is a body of blocks."""

    body = BodyField(BODY_BLOCKS, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True

    @property
    def searchable_text(self) -> str:
        """The words of the introduction and of the body's blocks; people and files that a block names are not in it."""
        return "\n".join([self.introduction, *self.body.stream_block.get_searchable_content(self.body)])

    @property
    def has_quick_exit(self) -> bool:
        """True if a block of the body offers to leave the page at once."""
        return any(block.block_type == "quick_exit" for block in self.body)


class HomePage(BodyPage):
    """The public front door. There is one."""

    max_count = 1
    page_description = "The public front door of the portal."
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = "home page"


class ContentPage(BodyPage):
    """A page of text and blocks. Pages below it are listed at its end, to those who may read them."""

    page_description = "Text, people, figures, help lines and other blocks."
    parent_page_types = ["pages.HomePage", "pages.IndexPage", "pages.ContentPage"]

    class Meta:
        verbose_name = "content page"


class IndexPage(BasePage):
    """The front of a section: an introduction and the list of the pages below it."""

    page_description = "The front of a section: lists the pages below it."
    parent_page_types = ["pages.HomePage", "pages.IndexPage"]

    class Meta:
        verbose_name = "section front"
