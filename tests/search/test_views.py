"""The search page, and what is offered while somebody types."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

import search
from portal.accounts.factories import person
from portal.accounts.roles import Role
from search import Hit, Suggestion, Tier, results, rooms
from search.results import Asked, kind_choices, parts, read
from search.service import AlsoSearched, Reading, SearchPage
from search.suggestions import suggest
from tests.search.notes import Note
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture
def page(client):
    """The search page of an address, as text without white space."""

    def open_page(**address):
        return re.sub(r"\s+", " ", client.get(reverse("search:results"), address).content.decode())

    return open_page


@pytest.fixture
def offered(client):
    """What the box offers for a text: group by group."""

    def ask(typed):
        context = client.get(reverse("search:suggest"), {"q": typed}).context
        return {group.label: [line.label for line in group.lines] for group in context["groups"]}

    return ask


@pytest.fixture
def lent(notes, monkeypatch):
    """Rooms lend nothing but what the test adds."""
    monkeypatch.setattr(rooms, "kind_labels", {"note": "Notes"})
    monkeypatch.setattr(rooms, "suggesters", {})
    monkeypatch.setattr(rooms, "reading_links", [])
    return rooms


def found(*, keys=(), hits=(), **fields):
    plain = {"total": len(keys), "facet_counts": {}, "engine": "database", "notes": ()}
    return SearchPage(keys=tuple(keys), hits=tuple(hits), **{**plain, **fields})


def test_hits_stand_by_kind_and_a_stranger_finds_what_is_public(lent, notes, client):
    notes.add(Note("1", "For everyone"), Note("2", "For members only", lowest=Tier.MEMBER))
    search.changed("note", "1", "2")
    shown = client.get(reverse("search:results"), {"q": "for everyone"})
    (part,) = shown.context["parts"]
    assert [(label, [line.hit.title for line in lines]) for label, lines in part.groups] == [
        ("Notes", ["For everyone"])
    ]
    assert "For members only" not in client.get(reverse("search:results"), {"q": "members"}).content.decode()
    sign_in(client, person(role=Role.MEMBER))
    assert "For members only" in client.get(reverse("search:results"), {"q": "members"}).content.decode()


def test_a_session_without_its_second_factor_searches_as_a_stranger(notes, client, page, offered):
    notes.add(Note("2", "For members only", lowest=Tier.MEMBER))
    search.changed("note", "2")
    client.force_login(person(role=Role.MEMBER))
    assert "For members only" not in page(q="members")
    assert offered("members") == {}


@pytest.mark.parametrize(
    "address", ["", "?q=", "?q=%00", "?q=%22", "?q=%F0%9F%8F%A0&page=-1", "?q=a&page=99999999", "?q=a&page=²"]
)
@pytest.mark.parametrize("name", ["search:results", "search:suggest"])
def test_odd_addresses_get_a_page(notes, client, name, address):
    assert client.get(reverse(name) + address).status_code == 200


def test_a_kind_is_counted_chosen_and_taken_away_again(lent, notes, client, page, monkeypatch):
    monkeypatch.setitem(search.sources, "memo", notes)
    monkeypatch.setitem(rooms.kind_labels, "memo", "Memos")
    notes.add(Note("1", "A bed"))
    search.changed("note", "1")
    shown = client.get(reverse("search:results"), {"q": "bed", "what": ["memo", "nonsense"]})
    assert shown.context["kinds"] == [
        results.KindChoice("Notes", 1, False, "q=bed&what=memo&what=note"),
        results.KindChoice("Memos", 0, True, "q=bed"),
    ]
    assert shown.context["found"].total == 0
    assert "Search everything</a> for these words" in page(q="bed", what="memo")
    assert "1 result for" in page(q="bed", what=["memo", "note"])


def test_nothing_found_tells_what_to_do_next(notes, page):
    told = page(q="nowhere")
    assert "Nothing was found for “nowhere”" in told
    assert "Sign in</a> if you are a member" in told


def test_what_was_typed_comes_back_escaped(notes, page):
    assert "&lt;b&gt;" in page(q="<b>") and "<b>" not in page(q="<b>")


def test_an_address_has_one_spelling(lent):
    asked = Asked("two words", ("note",), literal=True, page=3)
    assert asked.address() == "q=two+words&what=note&literal=1&page=3"
    assert asked.address(with_page=False) == "q=two+words&what=note&literal=1"
    assert asked.but(literal=False) == Asked("two words", ("note",))


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("", Asked()),
        ("q=%20two%20%00%20words", Asked("two words")),
        ("q=a&what=note&what=note&what=x&literal=1&page=2", Asked("a", ("note",), literal=True, page=2)),
        ("q=a&literal=yes&page=x", Asked("a")),
    ],
)
def test_any_address_is_read(lent, rf, address, asked):
    assert read(rf.get("/?" + address).GET) == asked


def test_what_fits_everything_stands_before_what_fits_most():
    hits = [
        Hit(title, "/", "", kind) for title, kind in [("A", "Notes"), ("B", "Pages"), ("C", "Notes"), ("D", "Notes")]
    ]
    keys = [("note", hit.title) for hit in hits]
    page = found(keys=keys, hits=hits, fitting=3, reasons={keys[0]: ("name",)}, miles={keys[3]: 41.6})
    whole = [
        (part.heading, [(label, [line.hit.title for line in lines]) for label, lines in part.groups])
        for part in parts(page, 1)
    ]
    assert whole == [
        ("", [("Notes", ["A", "C"]), ("Pages", ["B"])]),
        ("These fit most of what you typed", [("Notes", ["D"])]),
    ]
    (first, *_), (last,) = (lines for part in parts(page, 1) for label, lines in part.groups if label == "Notes")
    assert (first.reasons, first.miles, last.reasons, last.miles) == (("name",), None, (), 41.6)
    assert [part.heading for part in parts(page, 2)] == ["These fit most of what you typed"]
    assert [part.heading for part in parts(found(keys=keys, hits=hits), 1)] == [""]


def test_readings_lead_where_a_room_has_them_as_filters(lent, notes, client):
    girls = Reading("girl", "population", "girls", "Girls")
    assert rooms.links_of_readings(NOBODY, "girl 15", [girls]) == []
    search.register_reading_links(
        lambda user, typed, readings: [Suggestion(each.label, f"/d/?{each.facet}={each.code}") for each in readings]
    )
    assert rooms.links_of_readings(NOBODY, "girl 15", [girls]) == [Suggestion("Girls", "/d/?population=girls")]
    assert rooms.links_of_readings(NOBODY, "x", []) == []


def test_kinds_without_a_name_are_named_after_themselves(lent):
    assert [choice.label for choice in kind_choices(Asked("x"), {"note": 1, "memo": 3})] == ["Memo", "Notes"]


def test_other_words_are_told_and_can_be_refused(lent, notes, client):
    assert results.others([AlsoSearched("strtp", ("short-term", "residential")), AlsoSearched("x", ())]) == [
        results.Other("strtp", "short-term, residential")
    ]
    shown = client.get(reverse("search:results"), {"q": "strtp"})
    assert shown.context["only_typed"] == "q=strtp&literal=1"
    literal = client.get(reverse("search:results"), {"q": "strtp", "literal": "1"})
    assert literal.context["others"] == []
    assert literal.context["all_words"] == "q=strtp"


def test_names_are_offered_by_the_beginnings_of_their_words_best_first(lent, notes, offered):
    notes.add(
        Note("1", "Safe harbor"),
        Note("2", "Harbor house"),
        Note("3", "The drop-in", body="harbor"),
        Note("4", "Résumé help"),
        Note("5", "50%_off"),
    )
    search.changed("note", *notes.rows)
    assert offered("har") == {"Notes": ["Harbor house", "Safe harbor"]}
    assert offered("HOUSE harb") == {"Notes": ["Harbor house"]}
    assert offered("in dro") == {"Notes": ["The drop-in"]}
    assert offered("resume") == {"Notes": ["Résumé help"]}
    assert offered("%_") == offered("h") == offered("") == offered("xyz") == {}


def test_the_box_offers_eight_lines_and_each_group_its_first_before_any_its_second(lent, notes, offered):
    notes.add(*(Note(str(number), f"Harbor {number:02}") for number in range(20)))
    search.changed("note", *notes.rows)
    assert [len(lines) for lines in offered("harbor").values()] == [8]
    search.register_suggestions("One", lambda user, words, most: [Suggestion("Only one", "/")])
    search.register_suggestions("None", lambda user, words, most: [])
    search.register_suggestions("Many", lambda user, words, most: [Suggestion(str(n), "/") for n in range(most)])
    assert {group: len(lines) for group, lines in offered("harbor").items()} == {"Notes": 4, "One": 1, "Many": 3}


def test_a_name_of_a_higher_tier_is_never_offered_and_a_hidden_one_neither(lent, notes, client, offered):
    notes.add(Note("1", "Canaryhouse", lowest=Tier.PLACING), Note("2", "Canary row"))
    search.changed("note", "1", "2")
    assert offered("canary") == {"Notes": ["Canary row"]}
    sign_in(client, person(role=Role.MEMBER))
    assert offered("canary") == {"Notes": ["Canary row"]}
    notes.rows["2"].lowest = Tier.PLACING  # hidden, although the index still has it
    assert offered("canary") == {}
    sign_in(client, person(role=Role.PLACING_WORKER))
    assert offered("canary") == {"Notes": ["Canary row", "Canaryhouse"]}


def test_a_line_says_where_it_leads_and_is_kept_nowhere(lent, notes, client):
    notes.add(Note("1", "Old <b>name"))
    search.changed("note", "1")
    answer = client.get(reverse("search:suggest"), {"q": "old"})
    assert '<div role="group" aria-label="Notes">' in answer.content.decode()
    assert 'data-url="/notes/1/"' in answer.content.decode()
    assert "Old &lt;b&gt;name" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_names_cost_one_query_however_many_there_are(lent, notes, django_assert_num_queries):
    for number in (1, 3):
        notes.add(*(Note(str(each), f"Harbor {each}") for each in range(number)))
        search.changed("note", *notes.rows)
        with django_assert_num_queries(1):
            (group,) = suggest(NOBODY, "harbor")
        assert len(group.lines) == number
