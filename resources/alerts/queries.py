"""Reads of a person's saved searches."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from portal.accounts.models import User
from resources.alerts import access
from resources.alerts.naming import said
from resources.asked import Sort, View, read
from resources.models import SavedSearch
from resources.queries import Sought, seek


@dataclass(frozen=True)
class Row:
    """A saved search, and what it asks for in words."""

    search: SavedSearch
    said: tuple[str, ...]


def saved_searches(user: User) -> list[Row]:
    """The person's searches by name. Four SQL queries."""
    anything = seek(user, read(QueryDict()), {})
    return [Row(search, said(anything.but(read(QueryDict(search.address))))) for search in access.searches_of(user)]


def saved_search(user: User, pk: int) -> SavedSearch:
    """One of the person's searches. Raises SavedSearch.DoesNotExist for somebody else's."""
    return access.searches_of(user).get(pk=pk)


def search_to_save(user: User, address: str) -> Sought:
    """The search of an address as it can be kept: what nobody knows, or isn't for this person, is dropped.

    So are its page, its order and how it was shown. Three SQL queries.
    """
    sought = seek(user, read(QueryDict(address)), {})
    asked = sought.asked.lacking(*sought.unused).but(view=View.LIST, sort=Sort.USUAL)
    if sought.spot is None:
        asked = asked.but(near="", within=None)
    return sought.but(asked)
