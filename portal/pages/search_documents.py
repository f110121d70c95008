"""What of the pages can be found, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from wagtail.models import Page

from portal.pages import access
from portal.pages.levels import AccessLevel
from portal.pages.models import BasePage
from search import Hit, SearchDocument, Tier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

KIND = "page"
# A reader searches one tier, their highest, so that a page has a document in each tier whose readers may read it. Search
# has no tier of its own for staff; they reach staff pages by the tree of the CMS.
TIERS = {
    AccessLevel.PUBLIC: (Tier.PUBLIC, Tier.MEMBER, Tier.PLACING),
    AccessLevel.MEMBERS: (Tier.MEMBER, Tier.PLACING),
    AccessLevel.STAFF: (),
}


class PageSource:
    """Live pages of every type."""

    def documents(self, pks: Sequence[str]) -> Iterable[SearchDocument]:
        """One document for each tier; none for a draft, a page that is gone, or one for staff."""
        for page in Page.objects.live().filter(pk__in=pks).specific():
            if isinstance(page, BasePage):
                for tier in TIERS[access.level_of(page)]:
                    fields = {"title": page.title, "body": page.searchable_text}
                    yield SearchDocument(KIND, str(page.pk), tier, fields, {}, page.search_version)

    def all_pks(self) -> Iterable[str]:
        return [str(pk) for pk in Page.objects.live().filter(depth__gt=1).values_list("pk", flat=True)]

    def visible_pks(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[str]:
        """Two SQL queries, one for nobody."""
        visible = set(access.visible_to(user).filter(pk__in=pks).values_list("pk", flat=True))
        return [pk for pk in pks if int(pk) in visible]

    def hits(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[Hit]:
        """One SQL query, and one for each page type among them."""
        pages = {str(page.pk): page for page in Page.objects.filter(pk__in=pks).specific()}
        return [Hit(pages[pk].title, pages[pk].url, pages[pk].introduction, "Page") for pk in pks]
