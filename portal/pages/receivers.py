"""What follows when a page changes: search is told, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

import search
from portal.pages.search_documents import KIND


def connect() -> None:
    """Called once, from AppConfig.ready."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(tree_changed, dispatch_uid=f"{KIND} tree changed")
    post_delete.connect(page_deleted, sender=Page, dispatch_uid=f"{KIND} deleted")


def tree_changed(instance: Page, **_: Any) -> None:
    """The level of a page holds for every page below it, so that all of them may have changed."""
    search.changed(KIND, *instance.get_descendants(inclusive=True).values_list("pk", flat=True))


def page_deleted(instance: Page, **_: Any) -> None:
    search.changed(KIND, instance.pk)
