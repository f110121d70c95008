"""Searches that a person keeps: one spelling, a name made of its filters, nothing about a child."""

import pytest
from django.urls import reverse

from portal.audit.models import AuditRow
from resources.alerts import actions, queries
from resources.alerts.actions import MOST
from resources.alerts.naming import name_of
from resources.models import SavedSearch
from tests.resources.alerts.conftest import save
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
SAVE = "/directory/searches/save/"


def addresses(user):
    return [row.search.address for row in queries.saved_searches(user)]


def post(client, **fields):
    return client.post(SAVE, {"name": "Girls in Kern", "alerts": "on", **fields})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("county=kern&age=15&q=mentors", "q=mentors&age=15&county=kern"),
        ("age=15&county=kern&county=inyo&sort=name&view=map&page=3", "age=15&county=inyo&county=kern"),
        ("need=dragons&age=200&county=atlantis&color=blue", ""),
        ("near=fresno&within=50", "near=fresno&within=50"),
        ("near=atlantis&within=50", ""),
        ("within=50", ""),
        ("q=%00&age=%00", ""),
    ],
)
def test_a_search_is_kept_in_its_one_spelling_without_what_nobody_knows(worker, typed, kept):
    assert queries.search_to_save(worker, typed).asked.address() == kept


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("", "Everything in the directory"),
        ("age=15&county=kern", "Age 15, Kern County"),
        ("q=mentors&kind=service", "mentors, Services"),
        ("near=fresno&within=50", "Within 50 miles of Fresno County"),
    ],
)
def test_a_name_is_made_of_what_is_asked(worker, address, name):
    assert name_of(queries.search_to_save(worker, address)) == name


def test_a_name_is_never_too_long(worker):
    name = name_of(queries.search_to_save(worker, "&".join(f"age={age}" for age in range(20))))
    assert len(name) <= 60
    assert name.endswith("…")


def test_the_page_offers_a_name_and_keeps_what_is_chosen(at_work, worker):
    page = at_work.get(SAVE + "?q=mentors&age=15").content.decode()
    assert 'value="mentors, Age 15"' in page
    answer = post(at_work, words="mentors", filters="age=15", urgent="on")
    assert answer.url == reverse("resources:searches")
    kept = SavedSearch.objects.get()
    assert (kept.name, kept.address, kept.alerts, kept.urgent) == ("Girls in Kern", "q=mentors&age=15", True, True)


def test_saving_twice_is_saving_once_with_the_last_choice(at_work):
    post(at_work, filters="age=15")
    post(at_work, filters="age=15", name="Fifteen", alerts="")
    assert list(SavedSearch.objects.values_list("name", "alerts")) == [("Fifteen", False)]


@pytest.mark.parametrize("field", ["words", "name"])
def test_what_may_identify_a_child_is_refused_and_nothing_typed_is_lost(at_work, field):
    texts = {"words": "mentors", "name": "Fresno beds", field: "girl DOB 3/14/2010"}
    answer = at_work.post(SAVE, {**texts, "filters": "age=15", "alerts": "on"})
    page = answer.content.decode()
    assert "This looks like a date of birth" in page
    assert all(text in page for text in texts.values())
    assert 'value="age=15"' in page
    assert "no-store" in answer["Cache-Control"]
    assert SavedSearch.objects.count() == 0
    assert AuditRow.objects.filter(act="guard.blocked").count() == 1


def test_a_name_is_needed_and_at_most_sixty_letters(at_work):
    for name in ("", "x" * 61):
        assert post(at_work, name=name).status_code == 200
    assert SavedSearch.objects.count() == 0


def test_more_than_fifty_are_refused_in_a_sentence(at_work, worker):
    for number in range(MOST):
        save(worker, f"q=word{number}")
    page = post(at_work, filters="age=15").content.decode()
    assert "You keep 50 searches, and that is all you can." in page
    assert SavedSearch.objects.count() == MOST
    post(at_work, words="word1")
    assert SavedSearch.objects.filter(name="Girls in Kern").count() == 1


def test_a_search_with_more_filters_than_can_be_kept_is_refused(worker):
    with pytest.raises(actions.SearchRefused, match="Take some away"):
        save(worker, "q=" + "x" * 2_000)


def test_a_person_sees_their_own_searches_and_opens_them(at_work, worker, member):
    save(worker, "age=15&county=kern"), save(member, "age=9")
    page = at_work.get(reverse("resources:searches")).content.decode()
    assert 'href="/directory/?age=15&amp;county=kern"' in page
    assert "Age 15 · Kern County" in page
    assert "Age 9" not in page
    assert addresses(member) == ["age=9"]


def test_renaming_pausing_and_deleting(at_work, worker):
    search = save(worker, "age=15")
    at_work.post(reverse("resources:change_search", args=[search.pk]), {"name": "Fifteen", "urgent": "on"})
    search.refresh_from_db()
    assert (search.name, search.alerts, search.urgent) == ("Fifteen", False, True)
    for alerts, kept in (("on", True), ("off", False), ("off", False)):
        at_work.post(reverse("resources:pause_search", args=[search.pk]), {"alerts": alerts})
        search.refresh_from_db()
        assert (search.alerts, search.urgent) == (kept, True)
    for _ in range(2):
        assert at_work.post(reverse("resources:delete_search", args=[search.pk])).status_code == 302
    assert SavedSearch.objects.count() == 0


def test_another_name_passes_the_guard_too(at_work, worker):
    search = save(worker, "age=15")
    page = at_work.post(
        reverse("resources:change_search", args=[search.pk]), {"name": "DOB 3/14/2010", "alerts": "on"}
    ).content.decode()
    assert "This looks like a date of birth" in page
    search.refresh_from_db()
    assert search.name == "age=15"


def test_nobody_touches_another_persons_search(client, worker, member):
    search = save(worker, "age=15")
    sign_in(client, member)
    address = reverse("resources:change_search", args=[search.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, {"name": "Mine"}).status_code == 404
    assert client.post(reverse("resources:pause_search", args=[search.pk]), {"alerts": "off"}).status_code == 404
    client.post(reverse("resources:delete_search", args=[search.pk]))
    search.refresh_from_db()
    assert (search.name, search.alerts) == ("age=15", True)


def test_an_empty_list_says_how_to_fill_it(at_work):
    assert "No search is saved yet" in at_work.get(reverse("resources:searches")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_one_search_and_for_three(rows, worker, django_assert_num_queries):
    for number in range(rows):
        save(worker, f"age={number}&near=fresno&within=50")
    with django_assert_num_queries(4):
        assert len(queries.saved_searches(worker)) == rows


@pytest.mark.parametrize("query", ["q=" + "x" * 3000, "near=%F0%9F%8F%A0", "age=" + "&age=".join(map(str, range(500)))])
def test_odd_addresses_are_no_error(at_work, query):
    assert at_work.get(SAVE + "?" + query).status_code == 200
    assert post(at_work, filters=query[:4_500]).status_code in (200, 302)
