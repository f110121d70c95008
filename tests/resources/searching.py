"""The directory as a reader finds it, by an address."""

from __future__ import annotations

from django.http import QueryDict

from resources import queries
from resources.asked import read


def page_of(reader, query=""):
    """The page of the directory for the query string of an address."""
    return queries.directory(queries.seek(reader, read(QueryDict(query)), {}))


def names(reader, query=""):
    """The names that it lists."""
    return [card.name for card in page_of(reader, query).cards]
