"""Nothing found is no dead end: the same search with one thing less, and a request to other counties at the end."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.accounts.factories import person
from portal.accounts.roles import Role
from resources.factories import county, listing, terms
from resources.models import Kind
from tests.resources.searching import page_of
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
DIRECTORY = "/directory/"


@pytest.fixture
def some():
    for _ in range(2):
        listing(county=county("kern"), related={"types": terms("placement", "strtp")}, minimum_age=12, maximum_age=17)
    listing(county=county("modoc"), name="Far House", related={"types": terms("placement", "ffa")})
    listing(county=county("kern"), name="Advocates", kind=Kind.SERVICE, related={"types": terms("service", "drop-in")})


def ways(query, reader=None):
    return [(way.label, way.asked.address(), way.count) for way in page_of(reader or person(), query).ways_out]


def test_something_found_needs_no_way_out(some):
    assert page_of(person(), "kind=placement").ways_out == ()


def test_the_facet_whose_removal_yields_most_comes_first(some):
    assert ways("kind=service&county=kern&type=strtp") == [
        ("Without “Services”", "type=strtp&county=kern", 2),
        ("Without “Short-Term Residential Therapeutic Program (STRTP)”", "kind=service&county=kern", 1),
    ]


def test_distance_is_dropped_before_any_facet(some):
    found = ways("near=alpine&within=25&kind=service&age=15&age=unstated")
    assert found[0] == (
        "At any distance from Alpine County",
        "near=alpine&kind=service&age=unstated&age=15",
        1,
    )


def test_several_values_of_one_facet_go_together(some):
    labels = [label for label, *_ in ways("type=silp&type=ctf&county=kern")]
    assert labels == ["Without “Community Treatment Facility (CTF) or Supervised Independent Living Placement (SILP)”"]


def test_the_words_are_dropped_last(some):
    assert ways("q=zebra&kind=service") == [("Without the words, with the same filters", "kind=service", 1)]


def test_a_way_that_finds_nothing_is_not_shown(some):
    assert ways("q=zebra") == []
    assert ways("near=alpine&within=25&type=silp") == []


def test_visibility_is_never_relaxed(some):
    listing(county=county("inyo"), is_confidential=True, related={"types": terms("placement", "silp")})
    assert ways("type=silp&age=15") == [
        ("Without “Supervised Independent Living Placement (SILP)”", "age=15", 2),
        ("Without “Age 15”", "type=silp", 1),
    ]
    assert ways("type=silp&age=15", AnonymousUser()) == [
        ("Without “Supervised Independent Living Placement (SILP)”", "age=15", 2),
    ]


def test_nothing_found_offers_a_request_that_is_filled_in_from_the_search(client, some):
    sign_in(client, person(role=Role.PLACING_WORKER))
    query = "q=zebra&type=strtp&type=drop-in&age=14&county=inyo&need=self-harm&language=spanish"
    answer = client.get(f"{DIRECTORY}?{query}", follow=True)
    link = "/requests/new/?from=directory&age=13-15&type=drop-in&type=strtp&county=inyo&need=self-harm&language=spanish"
    assert link.replace("&", "&amp;") in answer.content.decode()
    assert "zebra" not in answer.context["directory"].request
    form = client.get(link).context["form"]
    begun = {name: [str(each) for each in value] for name, value in form.initial.items() if isinstance(value, list)}
    assert begun == {
        "placement_types": ["Short-Term Residential Therapeutic Program (STRTP)"],
        "services": ["Drop-in center"],
        "needs": ["Self-harm or thoughts of suicide"],
        "languages": ["Spanish"],
        "target_counties": ["Inyo County"],
    }
    assert form.initial["age_band"].code == "13-15"


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("age=14&age=15", "from=directory&age=13-15"),
        ("age=14&age=17", "from=directory"),  # two bands: the form takes one
        ("age=25", "from=directory"),
        ("age=unstated", "from=directory"),
        ("age_band=0-2", "from=directory&age=0-2"),
        ("near=93301&within=50", "from=directory&county=kern"),
        ("near=93301&county=inyo", "from=directory&county=inyo"),
        ("county=atlantis&need=atlantis", "from=directory"),
    ],
)
def test_a_request_begins_with_the_codes_that_it_knows_too(query, asked):
    assert page_of(person(), query).request == asked


def test_only_who_may_post_is_asked_to(client, some):
    assert "/requests/new/" not in client.get(DIRECTORY + "?q=zebra").content.decode()
    sign_in(client, person(role=Role.MEMBER))
    assert "/requests/new/" not in client.get(DIRECTORY + "?q=zebra").content.decode()


def test_each_way_out_is_one_search_and_there_are_ten_at_most(some, django_assert_num_queries):
    worker = person(role=Role.PLACING_WORKER)
    plain = "kind=placement&age=3&population=girls&need=self-harm&trafficking=sex&language=asl&access=walk-in"
    with django_assert_num_queries(38):
        page_of(worker, plain)
