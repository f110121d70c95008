"""Each fault of a real server and of the way to it: what the reader gets, and that nothing is lost."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

import search
from search import Tier, breaker, health, outbox
from search.engines import EngineUnavailable, SwapRefused
from search.engines import elasticsearch as engines_elasticsearch
from search.models import OutboxRow
from search.outside import answering_engine, outside_engine
from search.service import FALLBACK_NOTE, SearchRequest, find
from tests.search.notes import Note
from tests.search.proxies import proxy_to

pytestmark = pytest.mark.django_db
FAULTS = ["refuse", "silent", "cut", 429, 500, 503]
NOBODY = AnonymousUser()


@pytest.fixture
def told(notes, settings, elasticsearch_url, django_capture_on_commit_callbacks):
    """Tells search about notes as an action would, with the outside engine behind a proxy."""

    def tell(*made, purge=False):
        notes.add(*made)
        with django_capture_on_commit_callbacks(execute=True):
            (search.purge if purge else search.changed)("note", *(note.pk for note in made))

    with proxy_to(elasticsearch_url) as proxy:
        settings.ELASTICSEARCH_URL = proxy.url
        outside_engine().client._request_timeout = 30  # a busy machine is none of the faults
        call_command("search_rebuild")
        tell.proxy = proxy
        yield tell


def found(text="", **fields):
    page = find(SearchRequest(text=text, user=NOBODY, **fields))
    return [pk for _, pk in page.keys], page.engine, page.notes


def on_the_server():
    """What the index itself holds."""
    return sorted(stand[1:3] for stand in outside_engine().stand())


@pytest.mark.parametrize("fault", FAULTS)
def test_a_search_is_answered_by_the_database_and_the_next_one_by_the_server_again(told, fault, monkeypatch):
    told(Note("1", "One"))
    told.proxy.fault = fault
    with monkeypatch.context() as hurry:
        hurry.setattr(outside_engine().client, "_request_timeout", 0.3)
        assert found() == (["1"], "database", (FALLBACK_NOTE,))
    told.proxy.fault = ""
    outside_engine().client.indices.refresh(index=outside_engine().alias)
    assert found() == (["1"], "elasticsearch", ())


@pytest.mark.parametrize("fault", FAULTS)
def test_a_change_that_the_server_does_not_take_waits_and_is_told_later(told, fault, monkeypatch):
    told.proxy.fault = fault
    with monkeypatch.context() as hurry:
        hurry.setattr(outside_engine().patient, "_request_timeout", 0.3)
        told(Note("1", "One", lowest=Tier.PLACING))
    waiting = OutboxRow.objects.get()
    assert (waiting.attempts, waiting.refusals, waiting.drained_at, bool(waiting.last_error)) == (1, 0, None, True)
    told.proxy.fault = ""
    OutboxRow.objects.update(due_at=timezone.now())
    outbox.drain()
    assert OutboxRow.objects.waiting().count() == 0
    assert on_the_server() == [("1", "placing")]


def test_after_three_failures_the_server_rests_then_one_search_tries_it(told):
    told.proxy.fault = 503
    for _ in range(3):
        found()
    assert (breaker.is_open(), answering_engine()) == (True, None)
    assert "resting after failures" in health._outbox()
    cache.delete("search.breaker.open")  # 30 seconds later
    assert [breaker.may_ask() for _ in range(3)] == [True, False, False]
    breaker.failed()
    assert breaker.is_open()
    cache.delete("search.breaker.open")
    told.proxy.fault = ""
    assert found()[1] == "elasticsearch"
    assert [breaker.may_ask() for _ in range(2)] == [True, True]


def test_where_the_index_is_missing_the_database_answers_and_the_doctor_says_so(told, capsys):
    told(Note("1", "One"))
    engine = outside_engine()
    for name in engine._indices():
        engine.client.indices.delete(index=name)
    assert found()[:2] == (["1"], "database")
    told(Note("2", "Two"))
    assert OutboxRow.objects.get(object_pk="2").last_error.endswith("run manage.py search_rebuild.")
    with pytest.raises(CommandError, match="--repair"):
        call_command("search_doctor")
    assert f"elasticsearch is damaged: there is no index {engine.alias}" in capsys.readouterr().out
    call_command("search_doctor", repair=True)
    engine.client.indices.refresh(index=engine.alias)
    assert found() == (["1", "2"], "elasticsearch", ())


def test_a_document_that_the_server_refuses_waits_alone_and_is_put_aside_in_the_end(told, capsys):
    nowhere = Note("2", "Off the map", place=(91.0, 0.0), lowest=Tier.PLACING)
    told(Note("1", "One", lowest=Tier.PLACING), nowhere, Note("3", "Three", lowest=Tier.PLACING))
    refused = OutboxRow.objects.waiting().get()
    assert (refused.object_pk, refused.refusals, "place" in refused.last_error) == ("2", 1, True)
    assert on_the_server() == [("1", "placing"), ("3", "placing")]
    for _ in range(outbox.REFUSALS_TO_QUARANTINE - 1):
        OutboxRow.objects.update(due_at=timezone.now())
        outbox.drain()
    assert [row.object_pk for row in OutboxRow.objects.quarantined()] == ["2"]
    assert "1 refused for good: see search_doctor" in health.ask()
    with pytest.raises(CommandError):
        call_command("search_doctor")
    assert "elasticsearch refuses note 2: " in capsys.readouterr().out
    call_command("search_rebuild")
    assert "elasticsearch refused note 2: " in capsys.readouterr().err
    assert on_the_server() == [("1", "placing"), ("3", "placing")]
    told(Note("2", "On the map", place=(36.0, -119.0), lowest=Tier.PLACING, version=2))
    assert (OutboxRow.objects.quarantined().count(), OutboxRow.objects.waiting().exclude(object_pk="2").count()) == (
        0,
        0,
    )
    assert ("2", "placing") in on_the_server()


def test_health_says_when_changes_wait_for_more_than_a_minute(told):
    assert health.ask() == "elasticsearch green, 0 changes waiting"
    told.proxy.fault = 503
    told(Note("1", "One"))
    told.proxy.fault = ""
    assert health.ask() == "elasticsearch green, 1 changes waiting"
    OutboxRow.objects.update(created_at=timezone.now() - datetime.timedelta(seconds=75))
    assert health.ask() == "elasticsearch green, 1 changes waiting, the oldest for 75 seconds: behind"


def test_what_changes_during_a_rebuild_is_in_the_new_index_when_it_answers(told, notes):
    told(Note("1", "Before", lowest=Tier.PLACING), Note("2", "Goes", lowest=Tier.PLACING))
    engine = outside_engine()

    def batches():
        yield {("note", pk): notes.documents([pk]) for pk in ("1", "2")}

    def replay():
        yield {("note", "1"): notes.documents(["1"]), ("note", "2"): []}

    notes.add(Note("1", "Meanwhile", version=2, lowest=Tier.PLACING))
    assert engine.rebuild(list(batches()), replay).documents == 1
    assert list(engine.stand()) == [("note", "1", "placing", 2)]


def test_a_rebuild_that_lost_more_than_half_is_refused_unless_forced(told, notes):
    told(*(Note(str(number), "Note") for number in range(3)))
    engine = outside_engine()
    engine.client.indices.refresh(index=engine.alias)
    before = engine._current()
    with pytest.raises(SwapRefused, match="has 3 documents, the one before 9; --force"):
        engine.rebuild([{("note", "1"): notes.documents(["1"])}])
    assert (engine._current(), engine._indices()[-1:]) == (before, before)
    engine.rebuild([{("note", "1"): notes.documents(["1"])}], force=True)
    assert engine._current() != before


def test_a_rebuild_that_fails_leaves_the_old_index_and_nothing_else(told, notes):
    told(Note("1", "One"))
    engine, before = outside_engine(), outside_engine()._indices()

    def batches():
        yield {("note", "1"): notes.documents(["1"])}
        raise EngineUnavailable("The power is gone.")

    with pytest.raises(EngineUnavailable):
        engine.rebuild(batches())
    assert engine._indices() == before


def test_an_index_of_a_portal_with_a_longer_name_is_nobody_elses(told):
    engine = outside_engine()
    other = f"{engine.alias}-two-20300101"
    engine.client.indices.create(index=other)
    assert other not in engine._indices()


def test_the_doctor_finds_words_that_are_not_the_rooms_and_mends_them(told, notes, capsys):
    told(Note("1", "One", lowest=Tier.PLACING))
    notes.rows["1"].title = "Another"
    with pytest.raises(CommandError):
        call_command("search_doctor")
    differs = "1 documents expected, 0 missing, 0 left over, 1 differing"
    assert capsys.readouterr().out == f"database: {differs}\nelasticsearch: {differs}\n"
    call_command("search_doctor", repair=True)
    outside_engine().client.indices.refresh(index=outside_engine().alias)
    call_command("search_doctor")


# --- What became less visible ---------------------------------------------------------------------------------------


def documents_everywhere():
    """What each index of this portal holds: the one that answers, the one before, one that is being filled."""
    engine = outside_engine()
    held = {}
    for name in engine._indices():
        engine.client.indices.refresh(index=name)
        hits = engine.client.search(index=name, query={"match_all": {}}, size=100)["hits"]["hits"]
        held[name] = sorted(
            (hit["_source"]["pk"], hit["_source"]["tier"], hit["_source"]["title"].split()[0]) for hit in hits
        )
    return held


def test_what_becomes_confidential_leaves_every_index_with_the_commit(told, notes):
    told(Note("1", "Canary"), Note("2", "Other", lowest=Tier.PLACING))
    call_command("search_rebuild")  # the index before stays
    engine = outside_engine()
    half_filled = f"{engine.alias}-99999999999999999999"
    engine.client.indices.create(index=half_filled, mappings=engines_elasticsearch.mapping())
    engine._put({("note", "1"): notes.documents(["1"])}, half_filled)
    assert len(documents_everywhere()) == 3
    late = {("note", "1"): notes.documents(["1"])}
    told(Note("1", "Quiet", lowest=Tier.PLACING, version=2), purge=True)
    held = documents_everywhere()
    assert {documents for name in held for documents in held[name] if documents[0] == "1"} == {
        ("1", "placing", "quiet")
    }
    assert all(("1", "placing", "quiet") in documents for documents in held.values())
    # a rebuild that read it before goes on with what it read
    engine._put(late, half_filled)
    assert documents_everywhere()[half_filled] == [("1", "placing", "quiet")]
    assert found()[1] == "elasticsearch"


def test_what_is_hidden_altogether_cannot_be_brought_back_by_a_late_writer(told, notes):
    told(Note("1", "Canary"))
    late = {("note", "1"): notes.documents(["1"])}
    del notes.rows["1"]
    search.purge("note", "1")
    outbox.drain()
    outside_engine().write(late)
    assert set(map(tuple, documents_everywhere().values())) == {()}
    told(Note("1", "Back", version=3))
    assert len(on_the_server()) == 3


def test_until_the_server_has_forgotten_the_database_answers(told, notes):
    told(Note("1", "Canary"), Note("2", "Other"))
    told.proxy.fault = "refuse"
    told(Note("1", "Quiet", lowest=Tier.PLACING, version=2), purge=True)
    assert (found("canary")[:2], found("other")[:2]) == (([], "database"), (["2"], "database"))
    told.proxy.fault = ""
    breaker.succeeded()
    assert found("other")[:2] == (["2"], "database")
    assert "not asked until it has forgotten what became confidential" in health.ask()
    told(Note("3", "Third"))
    OutboxRow.objects.update(due_at=timezone.now())
    outbox.drain()
    outside_engine().client.indices.refresh(index=outside_engine().alias)
    assert found("other")[:2] == (["2"], "elasticsearch")
    assert ("1", "public", "canary") not in documents_everywhere()[outside_engine()._current()[0]]


def test_a_purge_waits_for_no_breaker_and_no_longer_than_half_a_minute(told):
    told(Note("1", "Canary"))
    told.proxy.fault = 503
    for _ in range(3):
        breaker.failed()
    told(Note("1", "Quiet", lowest=Tier.PLACING, version=2), purge=True)
    OutboxRow.objects.purges().update(attempts=11)
    for _ in range(2):
        OutboxRow.objects.purges().update(due_at=timezone.now())
        outbox.drain()
    row = OutboxRow.objects.purges().get()
    assert (row.attempts, row.due_at - timezone.now() <= outbox.LONGEST_WAIT_OF_A_PURGE) == (13, True)
    told.proxy.fault = ""
    OutboxRow.objects.purges().update(due_at=timezone.now())
    assert breaker.is_open()
    outbox.drain()
    assert OutboxRow.objects.purges().count() == 0


def test_what_the_server_refuses_is_forgotten_all_the_same(told):
    told(Note("1", "Canary"))
    told(Note("1", "Quiet", lowest=Tier.PLACING, version=2, place=(91.0, 0.0)), purge=True)
    assert OutboxRow.objects.purges().count() == 0
    assert set(map(tuple, documents_everywhere().values())) == {()}
