"""What follows when a page, a document or a person changes: search is told, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone
from wagtail.models import Page, get_page_models
from wagtail.signals import page_published, page_unpublished, post_page_move

import search
from portal.pages import access, search_library, search_people
from portal.pages.levels import AccessLevel
from portal.pages.models import BasePage, Person, PortalDocument
from portal.pages.search_documents import KIND


def connect() -> None:
    """Called once, from AppConfig.ready."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(tree_changed, dispatch_uid=f"{KIND} tree changed")
    post_delete.connect(page_deleted, sender=Page, dispatch_uid=f"{KIND} deleted")
    for kind, model, saved, deleted in (
        (search_library.KIND, PortalDocument, document_changed, document_deleted),
        (search_people.KIND, Person, person_changed, person_changed),
    ):
        post_save.connect(saved, sender=model, dispatch_uid=f"{kind} saved")
        post_delete.connect(deleted, sender=model, dispatch_uid=f"{kind} deleted")
    m2m_changed.connect(
        document_changed, sender=PortalDocument.tags.through, dispatch_uid=f"{search_library.KIND} tags changed"
    )


def tree_changed(instance: Page, **_: Any) -> None:
    """The level of a page holds for every page below it, so that all of them may have changed, and who is on them."""
    pks = list(instance.get_descendants(inclusive=True).values_list("pk", flat=True))
    version = _version()
    for model in get_page_models():
        if issubclass(model, BasePage):
            model.objects.filter(pk__in=pks).update(search_version=version)
    is_open = instance.live and access.level_of(instance) == AccessLevel.PUBLIC
    (search.changed if is_open else search.purge)(KIND, *pks)
    people_changed(version)


def page_deleted(instance: Page, **_: Any) -> None:
    search.purge(KIND, instance.pk)
    people_changed(_version())


def people_changed(version: int) -> None:
    """All of them: they are a few dozen, and a page that was changed no longer tells whom it showed before."""
    Person.objects.update(search_version=version)
    search.purge(search_people.KIND, *Person.objects.values_list("pk", flat=True))


def document_changed(instance: PortalDocument, **_: Any) -> None:
    """A document that isn't for everyone may have been, and so may one that is gone: the instance doesn't say."""
    PortalDocument.objects.filter(pk=instance.pk).update(search_version=_version())
    (search.changed if instance.access == AccessLevel.PUBLIC else search.purge)(search_library.KIND, instance.pk)


def document_deleted(instance: PortalDocument, **_: Any) -> None:
    search.purge(search_library.KIND, instance.pk)


def person_changed(instance: Person, **_: Any) -> None:
    """Purged whatever changed: their consent may have ended."""
    Person.objects.filter(pk=instance.pk).update(search_version=_version())
    search.purge(search_people.KIND, instance.pk)


def _version() -> int:
    return int(timezone.now().timestamp() * 1_000_000)
