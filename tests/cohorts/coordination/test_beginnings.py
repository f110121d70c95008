"""A request may begin with codes that an address brings; nothing else of an address gets in."""

import pytest
from django.http import QueryDict

from cohorts.coordination.beginnings import from_search
from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.vocabulary.models import Term
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
SILP = "Supervised Independent Living Placement (SILP)"


def begun(query):
    found = from_search(QueryDict(query))
    return {name: value.code if name == "age_band" else [str(each) for each in value] for name, value in found.items()}


@pytest.mark.parametrize(
    ("query", "initial"),
    [
        ("from=directory&age=13-15", {"age_band": "13-15"}),
        ("from=directory&type=silp&type=drop-in", {"placement_types": [SILP], "services": ["Drop-in center"]}),
        ("from=directory&county=kern&county=inyo", {"target_counties": ["Inyo County", "Kern County"]}),
        ("from=directory&need=pets&language=asl", {"needs": ["Animals"], "languages": ["American Sign Language"]}),
        ("from=directory&need=strtp&type=pets&age=girls&county=06029", {}),  # each code in another's place
        ("from=directory&need=%00&county=%FF&age=", {}),
        ("from=directory&summary=Ask+for+Maria&reach=statewide&urgency=1", {}),
        ("age=13-15&county=kern", {}),
        ("", {}),
    ],
)
def test_codes_that_the_form_knows_are_filled_in_and_others_dropped(query, initial):
    assert begun(query) == initial


def test_an_ended_term_is_not_offered():
    Term.objects.filter(code="pets").update(valid_to="2020-01-01")
    assert begun("from=directory&need=pets") == {}


def test_it_takes_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        from_search(QueryDict("from=directory&need=pets&need=self-harm&county=kern&county=inyo&age=13-15"))
    with django_assert_num_queries(0):
        from_search(QueryDict("need=pets"))


def test_the_form_says_where_its_choices_come_from_and_shows_them_chosen(client):
    sign_in(client, person(role=Role.PLACING_WORKER))
    note = "Filled in from your search of the directory."
    page = client.get("/requests/new/?from=directory&age=13-15&type=drop-in&county=inyo").content.decode()
    assert note in page
    assert page.count(" checked") == 4  # the three, and that chosen counties are asked
    assert page.count('<details class="margin-top-3" open') == 2
    assert note not in client.get("/requests/new/").content.decode()


def test_who_may_not_post_is_refused_all_the_same(client):
    sign_in(client, person(role=Role.MEMBER))
    assert client.get("/requests/new/?from=directory&age=13-15").status_code == 403
