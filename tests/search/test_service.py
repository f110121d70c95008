"""The service asks an engine and believes no index about what a person may see."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.utils import timezone

import search
from portal.accounts.factories import person
from portal.accounts.roles import Role
from search import Tier, breaker, health, outbox, planning
from search.models import OutboxRow
from search.service import FALLBACK_NOTE, SearchRequest, find, tier_of
from search.service import search as search_everything
from search.understanding import understand
from tests.search.notes import Note

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def titles(text="", user=NOBODY, **fields):
    return [hit.title for hit in search_everything(SearchRequest(text=text, user=user, **fields)).hits]


@pytest.mark.parametrize(
    ("role", "tier"),
    [
        (Role.COORDINATOR, Tier.PLACING),
        (Role.PLACING_WORKER, Tier.PLACING),
        (Role.MEMBER, Tier.MEMBER),
        (Role.STAFF, Tier.MEMBER),
        (Role.OBSERVER, Tier.MEMBER),
    ],
)
def test_the_tier_comes_from_the_role(role, tier):
    assert tier_of(person(role=role)) == tier


def test_nobody_searches_the_public_tier():
    assert tier_of(NOBODY) == Tier.PUBLIC


def test_a_change_is_found_by_the_next_search(notes):
    notes.add(Note("1", "Before"))
    search.changed("note", "1")
    assert titles("before") == ["Before"]
    notes.add(Note("1", "After"))
    search.changed("note", "1")
    assert (titles("before"), titles("after")) == ([], ["After"])


def test_what_the_room_hides_is_dropped_although_the_index_still_has_it(notes):
    notes.add(Note("1", "Was public"), Note("2", "Is public"))
    search.changed("note", "1", "2")
    notes.rows["1"].lowest = Tier.PLACING
    found = search_everything(SearchRequest(text="public", user=NOBODY))
    assert ([hit.title for hit in found.hits], found.total) == (["Is public"], 1)


def test_a_kind_that_nobody_registers_any_more_is_dropped(notes, monkeypatch):
    notes.add(Note("1", "Left over"))
    search.changed("note", "1")
    monkeypatch.delitem(search.sources, "note")
    assert titles("left") == []


def test_kinds_narrow_the_search(notes):
    notes.add(Note("1", "One"))
    search.changed("note", "1")
    assert (titles(kinds=("note",)), titles(kinds=("page",))) == (["One"], [])


def test_the_doctor_finds_what_is_missing_and_the_rebuild_mends_it(notes, capsys):
    notes.add(Note("1", "Known", lowest=Tier.PLACING))
    search.changed("note", "1")
    call_command("search_doctor")
    assert capsys.readouterr().out == "database: 1 documents expected, 0 missing, 0 left over, 0 differing\n"
    notes.add(Note("2", "Never told", lowest=Tier.PLACING))
    notes.rows["1"].version = 2
    with pytest.raises(CommandError, match="Run manage"):
        call_command("search_doctor")
    assert capsys.readouterr().out == "database: 2 documents expected, 2 missing, 1 left over, 0 differing\n"
    call_command("search_rebuild")
    call_command("search_doctor")
    assert capsys.readouterr().out.endswith("database: 2 documents expected, 0 missing, 0 left over, 0 differing\n")


def test_without_an_outside_engine_nothing_waits_in_the_outbox(notes):
    notes.add(Note("1", "One"))
    search.changed("note", "1")
    assert (OutboxRow.objects.count(), health.ask()) == (0, "database engine")


def test_a_dead_engine_costs_no_result_and_rests_after_three_failures(
    notes, settings, django_capture_on_commit_callbacks
):
    settings.ELASTICSEARCH_URL = "http://portal:x@127.0.0.1:1"
    notes.add(Note("1", "Still found"))
    with django_capture_on_commit_callbacks(execute=True):
        search.changed("note", "1")
    waiting = OutboxRow.objects.get()
    assert (waiting.attempts, waiting.drained_at, waiting.last_error) == (1, None, "ConnectionError")
    pages = [find(SearchRequest(text="found", user=NOBODY)) for _ in range(3)]
    assert {page.keys for page in pages} == {(("note", "1"),)}
    assert {(page.engine, page.notes) for page in pages} == {("database", (FALLBACK_NOTE,))}
    assert breaker.is_open()
    outbox.drain()
    waiting.refresh_from_db()
    assert waiting.attempts == 1


@pytest.mark.server("elasticsearch")
def test_the_outside_engine_hears_of_a_change_after_the_commit(
    notes, settings, elasticsearch_url, django_capture_on_commit_callbacks, capsys
):
    settings.ELASTICSEARCH_URL = elasticsearch_url
    call_command("search_rebuild")
    notes.add(Note("1", "Told"))
    with django_capture_on_commit_callbacks(execute=True):
        search.changed("note", "1")
    assert OutboxRow.objects.get().drained_at is not None
    call_command("search_doctor")
    found = find(SearchRequest(text="told", user=NOBODY))
    assert (found.keys, found.engine, found.notes) == ((("note", "1"),), "elasticsearch", ())
    assert capsys.readouterr().out.endswith(
        "elasticsearch: 3 documents expected, 0 missing, 0 left over, 0 differing\n"
    )
    assert health.ask() == "elasticsearch green, 0 changes waiting"


@pytest.mark.server("elasticsearch")
def test_a_late_writer_cannot_undo_a_newer_document(notes, engine_of, elasticsearch_url):
    engine = engine_of(elasticsearch_url)
    engine.rebuild([])
    for version, title in [(5, "Newer"), (4, "Older")]:
        notes.add(Note("1", title, version=version, lowest=Tier.PLACING))
        assert engine.write({("note", "1"): notes.documents(["1"])}) == {}
    assert engine.stand() == [("note", "1", "placing", 5)]


@pytest.mark.server("elasticsearch")
def test_what_was_told_during_a_rebuild_is_told_again(notes, settings, elasticsearch_url):
    settings.ELASTICSEARCH_URL = elasticsearch_url
    call_command("search_rebuild")
    began = timezone.now()
    notes.add(Note("1", "Meanwhile"))
    row = OutboxRow.objects.create(kind="note", object_pk="1")
    outbox.drain()
    outbox.replay_since(began)
    row.refresh_from_db()
    assert row.drained_at is None


def test_hits_tell_why_they_are_here_and_what_else_was_searched(notes):
    notes.add(Note("1", "Harbor", "Counseling for young people"), Note("2", "Counseling house"), Note("3", "Other"))
    search.changed("note", "1", "2", "3")
    found = find(SearchRequest(text="counsleing", user=NOBODY))
    assert [pk for _, pk in found.keys] == ["2", "1"]
    assert found.reasons == {("note", pk): ("“counsleing” as “counseling”",) for pk in "12"}
    assert [(each.typed, each.words[0]) for each in found.also_searched] == [("counsleing", "counseling")]
    assert found.did_you_mean == "counseling"
    literal = find(SearchRequest(text="counsleing", user=NOBODY, literal=True))
    assert (literal.total, literal.also_searched, literal.did_you_mean) == (0, (), "")


def test_what_fits_most_comes_after_what_fits_all_and_a_note_says_so(notes):
    notes.add(Note("1", "Respite", "equine and pottery"), Note("2", "Pottery", "and respite"), Note("3", "Archery"))
    search.changed("note", "1", "2", "3")
    found = find(SearchRequest(text="equine pottery respite", user=NOBODY))
    assert ([pk for _, pk in found.keys], found.total, found.fitting) == (["1", "2"], 2, 1)
    assert found.notes == ("1 fits all that you typed. What fits most of it comes after.",)


def test_nothing_is_shown_where_the_words_that_carry_the_text_are_nowhere(notes):
    notes.add(Note("1", "Therapy"))
    search.changed("note", "1")
    found = find(SearchRequest(text="glassblowing therapy archery", user=NOBODY))
    assert (found.keys, found.total, found.fitting) == ((), 0, 0)
    assert found.notes == ("Nothing fits what you typed. Nothing that you can see says “glassblowing” or “archery”.",)


def test_a_place_that_was_typed_is_told_as_a_filter(notes):
    notes.add(Note("1", "Respite"))
    search.changed("note", "1")
    found = find(SearchRequest(text="respite near fresno", user=NOBODY))
    assert ("county", "fresno", "Fresno County") in {(each.facet, each.code, each.label) for each in found.readings}
    assert (found.total, found.fitting, found.notes) == (
        1,
        0,
        ("Too few fit in Fresno County: others are shown too, by how far they are.",),
    )


def test_pages_of_a_ranked_search_neither_repeat_nor_skip(notes):
    rows = [Note(str(number), f"Respite {number % 7}", "pottery" if number % 3 else "") for number in range(130)]
    notes.add(*rows)
    search.changed("note", *(row.pk for row in rows))
    pages = [find(SearchRequest(text="respite", user=NOBODY, page=page, size=30)) for page in range(1, 6)]
    keys = [key for page in pages for key in page.keys]
    assert (len(keys), len(set(keys)), {page.total for page in pages}) == (130, 130, {130})


def test_exclusions_alone_and_no_text_show_everything_else_in_the_order_of_names(notes):
    notes.add(Note("1", "Beta"), Note("2", "Alpha shelter"), Note("3", "Alpha"))
    search.changed("note", "1", "2", "3")
    assert (titles("-shelter"), titles("")) == (["Alpha", "Beta"], ["Alpha", "Alpha shelter", "Beta"])


@pytest.mark.parametrize("typed", ["...", "🏠", '"', "-", "*"])
def test_text_without_a_word_finds_nothing_and_says_so(notes, typed):
    found = find(SearchRequest(text=typed, user=NOBODY))
    assert (found.total, found.notes) == (0, ("There is no word to search for in what you typed; type at least one.",))


@pytest.mark.parametrize("rows", [2, 60])
def test_a_search_costs_what_its_documentation_says(notes, rows, django_assert_num_queries):
    notes.add(*(Note(str(number), f"Casa Robles {number}", "beds for girls") for number in range(rows)))
    call_command("search_rebuild")
    worker = person(role=Role.PLACING_WORKER)
    assert find(SearchRequest("robles -xylophone", worker)).total == rows  # what a process keeps is kept by now
    steps = 1 if rows >= planning.ENOUGH else len(list(planning.steps(understand("robles beds", Tier.PLACING))))
    with django_assert_num_queries(5 + 3 * steps):
        assert find(SearchRequest("robles beds", worker)).total == rows
