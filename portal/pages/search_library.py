"""What of the document library can be found, by whom: title, tags and the name of the file, never what is in the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from portal.pages import access
from portal.pages.levels import AccessLevel
from portal.pages.models import PortalDocument
from portal.pages.search_documents import TIERS
from search import Hit, SearchDocument

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

KIND = "document"
LABEL = "Library"


class LibrarySource:
    """Documents to download. Those for staff are found in the CMS alone."""

    def documents(self, pks: Sequence[str]) -> Iterable[SearchDocument]:
        """One document for each tier that may open the file. Two SQL queries."""
        for document in PortalDocument.objects.filter(pk__in=pks).select_related("collection").prefetch_related("tags"):
            fields = {
                "title": document.title,
                "terms": "\n".join(sorted(tag.name for tag in document.tags.all())),
                "body": f"{document.filename}\n{document.collection.name}",
            }
            for tier in TIERS[AccessLevel(document.access)]:
                yield SearchDocument(KIND, str(document.pk), tier, fields, {}, document.search_version)

    def all_pks(self) -> Iterable[str]:
        documents = PortalDocument.objects.exclude(access=AccessLevel.STAFF)
        return [str(pk) for pk in documents.values_list("pk", flat=True)]

    def visible_pks(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[str]:
        """Two SQL queries, one for nobody."""
        visible = set(access.documents_visible_to(user).filter(pk__in=pks).values_list("pk", flat=True))
        return [pk for pk in pks if int(pk) in visible]

    def hits(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[Hit]:
        """One SQL query."""
        found = PortalDocument.objects.in_bulk([int(pk) for pk in pks])
        return [_hit(found[int(pk)]) for pk in pks]


def _hit(document: PortalDocument) -> Hit:
    kind = document.file_extension.upper()
    return Hit(document.title, document.url, f"{kind} file to download" if kind else "File to download", LABEL)
