"""A listing that turns confidential or is suspended: the very next search of everyone is as if it had always been so."""

import os
from dataclasses import replace

import pytest
from django.db import transaction

from resources.actions import save_listing
from resources.models import Listing
from resources.search_documents import KIND
from search import outbox, spelling, suggestions
from search.contract import Tier
from search.outside import outside_engine
from search.service import SearchRequest, find
from tests.canaries.birds import SHOWN, Level, release, said
from tests.canaries.readers import ONE_OF, READERS
from tests.search.conftest import SERVERS, index_on

pytestmark = pytest.mark.django_db

TIERS = {Level.PUBLIC: Tier.PUBLIC, Level.MEMBER: Tier.MEMBER, Level.PLACING: Tier.PLACING}
OPEN = {"is_confidential": False, "status": "live"}
WORDS = SHOWN.words()
ASKED = ("name", "description", "hours", "referral_steps", "address", "internal_note")
SWITCHES = {
    "confidential": {"is_confidential": True},
    "suspended": {"status": "suspended"},
    "confidential and suspended": {"is_confidential": True, "status": "suspended"},
}


@pytest.fixture(params=["database", *(pytest.param(name, marks=pytest.mark.server(name)) for name in SERVERS)])
def outside(request, settings):
    """None where the database answers, else the engine that does: each in turn."""
    if request.param == "database":
        yield None
        return
    with index_on(os.environ[SERVERS[request.param]]) as settings.ELASTICSEARCH_URL:
        yield outside_engine()


def fill(outside, **changes):
    release(shown=changes)
    if outside:
        outside.rebuild(outbox.everything())


def look():
    """What each tier is told of the listing: by its words, whole, slipped and begun, by counts, and while typing."""
    name = WORDS["name"]
    asked = ["", "shelter", f"{name[:4]}{name[5]}{name[4]}{name[6:]}", f"{name[:5]}*", *(WORDS[each] for each in ASKED)]
    return {
        (level, what): seen
        for level, reader in ((level, READERS[who][1]()) for level, who in ONE_OF.items())
        for what, seen in (
            *((typed, told(reader, typed)) for typed in asked),
            ("words", spelling.counts(TIERS[level], {*WORDS.values(), "shelter", "girls"})),
            ("names", suggestions.suggest(reader, name[:5])),
            ("agencies", suggestions.suggest(reader, WORDS["operator"][:5])),
        )
    }


def told(reader, typed):
    return vars(find(SearchRequest(text=typed, user=reader, kinds=(KIND,))))


@pytest.mark.parametrize("changes", SWITCHES.values(), ids=list(SWITCHES))
def test_the_next_search_is_as_if_the_listing_had_always_been_so_and_back_again(
    changes, outside, django_capture_on_commit_callbacks
):
    keeper = READERS["keeper"][1]()

    def switch(**fields):
        with django_capture_on_commit_callbacks(execute=True):
            save_listing(Listing.objects.get(pk=SHOWN.pk), fields, by=keeper)

    with transaction.atomic():
        fill(outside)
        before = look()
        switch(**changes)
        after = look()
        switch(**{name: OPEN[name] for name in changes})
        if outside:
            outside.client.indices.refresh(index=outside.alias)  # showing more may take two seconds
        again = look()
        transaction.set_rollback(True)
    fill(outside, **changes)
    always = look()
    assert [each for each in after if after[each] != always[each]] == []
    assert [each for each in before if before[each] != again[each]] == []
    assert before != after


@pytest.mark.server("elasticsearch")
@pytest.mark.parametrize("changes", SWITCHES.values(), ids=list(SWITCHES))
def test_after_a_switch_no_index_of_the_server_holds_what_a_tier_may_not_know(
    changes,
    elasticsearch_url,
    settings,
    django_capture_on_commit_callbacks,
):
    settings.ELASTICSEARCH_URL = elasticsearch_url
    outside = outside_engine()
    fill(outside)
    outside.rebuild(outbox.everything())
    with django_capture_on_commit_callbacks(execute=True):
        save_listing(Listing.objects.get(pk=SHOWN.pk), changes, by=READERS["keeper"][1]())
    every = f"{outside.alias}-*"
    outside.client.indices.refresh(index=every)
    found = outside.client.search(index=every, query={"term": {"pk": str(SHOWN.pk)}}, size=100)["hits"]["hits"]
    kept = {(hit["_source"]["tier"], own) for hit in found for own in said(str(hit["_source"]), list(WORDS.values()))}
    switched = replace(SHOWN, found_from=Level.MEMBER if "status" not in changes else Level.KEEPER, fields=changes)
    may = {(tier, own) for level, tier in TIERS.items() for own in switched.shown_to(level)}
    assert kept - may == set()
