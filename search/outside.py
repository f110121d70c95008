"""The outside engine of this portal, if ELASTICSEARCH_URL names one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from search import breaker
from search.models import OutboxRow

if TYPE_CHECKING:
    from search.engines.elasticsearch import ElasticsearchEngine


def outside_engine() -> ElasticsearchEngine | None:
    """None where the portal runs on its database alone."""
    return _engine(settings.ELASTICSEARCH_URL) if settings.ELASTICSEARCH_URL else None


def answering_engine() -> ElasticsearchEngine | None:
    """The outside engine if it may answer searches now; tell the breaker how it went. One SQL query where there is one.

    It may not while it hasn't confirmed that it forgot what became less visible, nor while it rests after failures.
    """
    engine = outside_engine()
    if engine is None or OutboxRow.objects.purges().exists() or not breaker.may_ask():
        return None
    return engine


@lru_cache(maxsize=4)
def _engine(url: str) -> ElasticsearchEngine:
    # inline: the client takes a third of a second to import, and an embedded portal has no use for it
    from search.engines.elasticsearch import ElasticsearchEngine, alias_of, connect

    return ElasticsearchEngine(connect(url), alias_of(url))
