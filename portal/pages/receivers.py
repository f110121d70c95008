"""What follows when a page changes: search is told, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.models import Page, get_page_models
from wagtail.signals import page_published, page_unpublished, post_page_move

import search
from portal.pages.models import BasePage
from portal.pages.search_documents import KIND


def connect() -> None:
    """Called once, from AppConfig.ready."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(tree_changed, dispatch_uid=f"{KIND} tree changed")
    post_delete.connect(page_deleted, sender=Page, dispatch_uid=f"{KIND} deleted")


def tree_changed(instance: Page, **_: Any) -> None:
    """The level of a page holds for every page below it, so that all of them may have changed."""
    pks = list(instance.get_descendants(inclusive=True).values_list("pk", flat=True))
    version = int(timezone.now().timestamp() * 1_000_000)
    for model in get_page_models():
        if issubclass(model, BasePage):
            model.objects.filter(pk__in=pks).update(search_version=version)
    search.changed(KIND, *pks)


def page_deleted(instance: Page, **_: Any) -> None:
    search.changed(KIND, instance.pk)
