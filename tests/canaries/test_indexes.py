"""What stands in the search's own tables and indexes: for each tier no word above it; for keepers alone, nothing at all."""

import pytest
from django.apps import apps
from django.db import connection

from search import Tier, outbox
from search.engines.database import table
from search.engines.elasticsearch import connect
from search.models import IndexedDocument, WordCount
from tests.canaries.birds import BIRDS, Level, release, said

pytestmark = pytest.mark.django_db

TIERS = {Tier.PUBLIC: Level.PUBLIC, Tier.MEMBER: Level.MEMBER, Tier.PLACING: Level.PLACING}
EVERY_WORD = [own for bird in BIRDS for own in bird.words().values()]
FOR_KEEPERS = [own for bird in BIRDS for own in bird.hidden_from(Level.PLACING)]


def may_stand_in(tier):
    """The words that the documents of a tier hold: all that its readers may know, but not who counted."""
    return {
        own
        for bird in BIRDS
        for name, own in bird.words().items()
        if bird.level(name) <= TIERS[tier] and name != "counted_by_name"
    }


def rows(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return "\n".join(str(row) for row in cursor.fetchall())


@pytest.mark.parametrize("tier", TIERS)
def test_the_tables_of_a_tier_hold_just_the_words_that_its_readers_may_know(tier):
    release()
    texts = rows(f"SELECT * FROM {table(tier)}")
    others = [str(list(model.objects.filter(tier=tier).values())) for model in (IndexedDocument, WordCount)]
    assert set(said(texts, EVERY_WORD)) == may_stand_in(tier)
    assert set(said(" ".join(others), EVERY_WORD)) <= may_stand_in(tier)


def test_no_table_of_search_holds_a_word_that_is_for_keepers_alone():
    release()
    names = [name for name in connection.introspection.table_names() if name.startswith("search_")]
    assert {model._meta.db_table for model in apps.get_app_config("search").get_models()} <= set(names)
    held = {name: said(rows(f"SELECT * FROM {connection.ops.quote_name(name)}"), FOR_KEEPERS) for name in names}
    assert [name for name in names if held[name]] == []


@pytest.mark.server("elasticsearch")
def test_every_index_of_the_server_holds_for_each_tier_just_the_words_that_its_readers_may_know(
    elasticsearch_url,
    engine_of,
):
    release()
    engine = engine_of(elasticsearch_url)
    for _ in range(2):  # the second one leaves the index before it for a way back
        engine.rebuild(outbox.everything())
    client = connect(elasticsearch_url).options(request_timeout=30)
    indexes = list(client.indices.get(index=f"{engine.alias}-*"))
    client.indices.refresh(index=f"{engine.alias}-*")
    held = {(index, tier): set(said(str(hits(client, index, tier)), EVERY_WORD)) for index in indexes for tier in TIERS}
    client.close()
    assert held == {(index, tier): may_stand_in(tier) for index in indexes for tier in TIERS}
    assert len(indexes) == 2


def hits(client, index, tier):
    return client.search(index=index, query={"term": {"tier": tier.value}}, size=1_000)["hits"]["hits"]
