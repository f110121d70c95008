"""The outside engine of this portal, if ELASTICSEARCH_URL names one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from search.engines.elasticsearch import ElasticsearchEngine


def outside_engine() -> ElasticsearchEngine | None:
    """None where the portal runs on its database alone."""
    return _engine(settings.ELASTICSEARCH_URL) if settings.ELASTICSEARCH_URL else None


@lru_cache(maxsize=4)
def _engine(url: str) -> ElasticsearchEngine:
    # inline: the client takes a third of a second to import, and an embedded portal has no use for it
    from search.engines.elasticsearch import ElasticsearchEngine, alias_of, connect

    return ElasticsearchEngine(connect(url), alias_of(url))
