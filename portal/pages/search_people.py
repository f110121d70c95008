"""Which people can be found, by whom: those whose consent covers today, by readers of a page that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from portal.pages import access
from portal.pages.levels import AccessLevel
from portal.pages.models import Person
from portal.pages.queries import pages_that_show
from portal.pages.search_documents import TIERS
from search import Hit, SearchDocument

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

KIND = "person"
LABEL = "People"
READERS = {
    AccessLevel.PUBLIC: frozenset({AccessLevel.PUBLIC}),
    AccessLevel.MEMBERS: frozenset({AccessLevel.PUBLIC, AccessLevel.MEMBERS}),
}


class PersonSource:
    """Staff, consultants and others whom pages show. Nobody is found who is on no page."""

    def documents(self, pks: Sequence[str]) -> Iterable[SearchDocument]:
        """One document for each tier that may read a page with the person. Five SQL queries at most."""
        people = Person.objects.shown().in_bulk([int(pk) for pk in pks])
        told: dict[int, AccessLevel] = {}
        for level, levels in READERS.items():
            for pk in pages_that_show(people, levels):
                told.setdefault(pk, level)
        for pk, level in told.items():
            person = people[pk]
            fields = {"title": person.name, "alias": person.organisation, "terms": person.role, "body": person.about}
            for tier in TIERS[level]:
                yield SearchDocument(KIND, str(pk), tier, fields, {}, person.search_version)

    def all_pks(self) -> Iterable[str]:
        shown = Person.objects.shown().values_list("pk", flat=True)
        return [str(pk) for pk in sorted(pages_that_show(shown, READERS[AccessLevel.MEMBERS]))]

    def visible_pks(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[str]:
        """Four SQL queries at most."""
        shown = Person.objects.shown().filter(pk__in=pks).values_list("pk", flat=True)
        visible = pages_that_show(shown, access.levels_for(user))
        return [pk for pk in pks if int(pk) in visible]

    def hits(self, user: User | AnonymousUser, pks: Sequence[str]) -> list[Hit]:
        """Leads to the first page that shows the person and that the reader may read. Four SQL queries."""
        people = Person.objects.in_bulk([int(pk) for pk in pks])
        pages = pages_that_show(people, access.levels_for(user))
        return [
            Hit(
                title=people[pk].name,
                url=pages[pk].url,
                summary=", ".join(part for part in (people[pk].role, people[pk].organisation) if part),
                kind_label=LABEL,
            )
            for pk in map(int, pks)
        ]
