"""The API as a programmer meets it: envelope, items, paging, filters, refusals."""

import json
import uuid

import pytest
from django.test import Client

from portal.accounts.models import Membership
from resources import actions
from resources.actions import note_change
from resources.factories import county, listing, terms
from resources.hsds.ids import organization_id, place_id, uuid_of
from resources.hsds.tokens.actions import make_token
from resources.models import Kind, Listing, Status
from tests.resources.hsds.conforming import faults
from tests.resources.hsds.conftest import everything
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ENVELOPE = ["total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"]
KINDS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


def names(answer):
    return sorted(each["name"] for each in answer.json()["contents"])


def ids(answer):
    return [each["id"] for each in answer.json()["contents"]]


def test_the_root_says_where_to_read_more(api):
    root = api().json()
    assert list(root) == ["version", "profile", "openapi_url"]
    assert root["version"] == "3.1"
    assert [Client().get(root[name]).status_code for name in ("profile", "openapi_url")] == [200, 200]


@pytest.mark.parametrize("endpoint", KINDS)
def test_a_list_has_the_envelope_and_its_lines_and_items_are_as_the_standard_has_them(api, worker, endpoint):
    everything()
    page = api(f"{endpoint}?per_page=500", worker).json()
    assert list(page) == ENVELOPE
    assert page["size"] == len(page["contents"]) == page["total_items"] > 0
    terms_alone = endpoint in ("taxonomies", "taxonomy_terms")
    for line in page["contents"][:20]:
        assert faults(KINDS[endpoint], line, is_brief=not terms_alone) == []
        item = api(f"{endpoint}/{line['id']}", worker)
        assert item.status_code == 200
        assert faults(KINDS[endpoint], item.json()) == []


def test_an_empty_directory_has_one_empty_page(api):
    page = api("services").json()
    assert page == {
        "total_items": 0,
        "total_pages": 0,
        "page_number": 1,
        "size": 0,
        "first_page": True,
        "last_page": True,
        "empty": True,
        "contents": [],
    }


def test_a_page_behind_the_last_one_is_empty(api):
    listing()
    page = api("services?page=9").json()
    assert (page["page_number"], page["size"], page["last_page"], page["empty"]) == (9, 0, True, True)


def test_every_service_comes_once_though_listings_come_and_go_meanwhile(api):
    made = [listing() for _ in range(9)]
    by_id = sorted(made, key=lambda each: str(each.pk))
    seen = ids(api("services?per_page=3"))
    Listing.objects.filter(pk=by_id[0].pk).update(status=Status.SUSPENDED)
    for _ in range(5):
        listing()
    seen += ids(api("services?per_page=3&page=2")) + ids(api("services?per_page=3&page=3"))
    assert sorted(seen) == sorted(str(each.pk) for each in made)


def test_what_is_hidden_meanwhile_is_on_no_later_page(api):
    made = sorted((listing() for _ in range(4)), key=lambda each: str(each.pk))
    api("services?per_page=2")
    Listing.objects.filter(pk=made[3].pk).update(is_confidential=True)
    assert ids(api("services?per_page=2&page=2")) == [str(made[2].pk)]


def test_search_finds_what_fits_all_words(api):
    listing(name="Bluebird House", related={"types": terms("placement", "strtp")})
    listing(name="Cedar Advocates", kind=Kind.SERVICE, description="Survivor mentors")
    assert names(api("services?search=bluebird")) == ["Bluebird House"]
    assert names(api("services?search=mentors")) == ["Cedar Advocates"]
    assert names(api("services?search=xyzzyx")) == []


def test_a_term_narrows_as_on_the_directorys_page(api, worker):
    listing(name="Girls", related={"populations": terms("population", "girls")})
    listing(name="Boys", related={"populations": terms("population", "boys"), "needs": terms("need", "self-harm")})
    listing(name="Nobody")
    girls, harm = uuid_of("term", "population", "girls"), uuid_of("term", "need", "self-harm")
    assert names(api(f"services?taxonomy_term_id={girls}")) == ["Girls"]
    assert names(api(f"services?taxonomy_id={uuid_of('taxonomy', 'population')}")) == ["Boys", "Girls"]
    assert names(api(f"services?taxonomy_term_id={harm}", worker)) == ["Boys"]
    assert names(api(f"services?taxonomy_term_id={harm}")) == []  # the public doesn't see needs
    assert names(api(f"services?taxonomy_term_id={uuid.uuid4()}")) == []


def test_an_organization_has_its_services_however_its_name_is_spelled(api):
    listing(name="One", operator="Oak Families")
    listing(name="Two", operator="OAK  families")
    listing(name="Three", operator="Elm Families")
    oak = organization_id("oak families")
    assert names(api(f"services?organization_id={oak}")) == ["One", "Two"]
    assert len(ids(api("organizations"))) == 2
    whole = api(f"organizations/{oak}?full_service=true").json()
    assert sorted(each["name"] for each in whole["services"]) == ["One", "Two"]
    assert all("attributes" in each for each in whole["services"])
    assert faults("organization", whole) == []


def test_modified_after_includes_the_moment_itself(api):
    listing(name="Old", changed_at="2020-01-01T00:00:00Z")
    new = listing(name="New", changed_at="2026-01-01T08:00:00Z")
    assert names(api("services?modified_after=2026-01-01T08:00:00Z")) == ["New"]
    assert names(api("services?modified_after=2026-01-01")) == ["New"]
    assert names(api("services?modified_after=2026-01-01T08:00:01Z")) == []
    last = api(f"services/{new.pk}").json()["last_modified"]
    assert names(api(f"services?modified_after={last}")) == ["New"]


def test_minimal_is_the_whole_list_on_one_page(api):
    made = [listing(changed_at="2026-01-01T08:00:00Z") for _ in range(60)]
    page = api("services?minimal=true").json()
    assert (page["total_items"], page["total_pages"], page["size"]) == (60, 1, 60)
    first = min(str(each.pk) for each in made)
    assert page["contents"][0] == {"id": first, "modified_date": "2026-01-01T08:00:00.000000Z"}


def test_full_lists_hold_what_the_items_are(api):
    made = everything()
    assert api("services?full=true").json()["contents"] == [api(f"services/{made.pk}").json()]
    place = place_id(made.pk)
    assert api("service_at_locations?full=true").json()["contents"] == [api(f"service_at_locations/{place}").json()]


def test_a_postcode_finds_what_serves_its_county_and_proximity_what_is_near(api):
    listing(name="Kern", county=county("kern"))
    listing(name="Serves Kern", county=county("inyo"), related={"counties_served": [county("kern")]})
    listing(name="Humboldt", county=county("humboldt"))

    def found(query):
        return sorted(each["service"]["name"] for each in api(f"service_at_locations?{query}").json()["contents"])

    assert found("postcode=93301") == ["Kern", "Serves Kern"]
    assert found("postcode=93301&proximity=50000") == ["Kern"]
    assert found("postcode=00000") == []
    assert api("service_at_locations?postcode=Kern").status_code == 400
    assert api("service_at_locations?proximity=5").status_code == 400
    assert api("service_at_locations?postcode=93301&proximity=-5").status_code == 400


def test_terms_by_taxonomy_by_parent_and_from_the_top(api):
    services = uuid_of("taxonomy", "type-service")
    everything_ = api(f"taxonomy_terms?taxonomy_id={services}&per_page=500").json()["contents"]
    top = api(f"taxonomy_terms?taxonomy_id={services}&top_only=true&per_page=500").json()["contents"]
    below = api(f"taxonomy_terms?parent_id={uuid_of('term', 'type-service', 'advocacy')}").json()["contents"]
    assert [each for each in everything_ if "parent_id" not in each] == top
    assert "peer-advocate" in [each["code"] for each in below]
    assert {each["taxonomy_id"] for each in everything_} == {services}


def test_the_public_is_offered_no_taxonomy_of_what_it_may_not_see(api, plain_member):
    assert "Room now" not in names(api("taxonomies"))
    assert "Room now" in names(api("taxonomies", plain_member))
    assert api(f"taxonomies/{uuid_of('taxonomy', 'need')}").status_code == 404


def test_what_a_reader_may_not_see_is_answered_like_what_there_is_not(api, worker):
    hidden = listing(is_confidential=True, operator="Hidden Families")
    for address, secret in (
        ("services", hidden.pk),
        ("service_at_locations", place_id(hidden.pk)),
        ("organizations", organization_id("Hidden Families")),
    ):
        nothing, refused = api(f"{address}/{uuid.uuid4()}"), api(f"{address}/{secret}")
        assert refused.status_code == nothing.status_code == 404
        assert refused.content == nothing.content
        assert dict(refused.headers) == dict(nothing.headers)
        assert api(f"{address}/{secret}", worker).status_code == 200
    assert api("services/nonsense").content == api(f"services/{uuid.uuid4()}").content


def test_tags_and_lists_of_the_public_dont_change_with_a_hidden_listing(api):
    listing()
    before = api("services")
    hidden = listing(is_confidential=True)
    note_change(hidden)
    after = api("services")
    assert after["ETag"] == before["ETag"]
    assert api("services", **{"if-none-match": before["ETag"]}).status_code == 304
    assert (before["Cache-Control"], before["Access-Control-Allow-Origin"]) == ("no-cache", "*")


def test_a_signed_in_browser_sees_what_everyone_sees(api, worker):
    listing(is_confidential=True)
    client = Client()
    sign_in(client, worker)
    assert client.get("/api/hsds/services").json()["total_items"] == 0


def test_ndjson_streams_everything(api):
    made = [listing() for _ in range(3)]
    answer = api("services?format=ndjson&per_page=1")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert answer["Content-Type"] == "application/x-ndjson"
    assert sorted(json.loads(line)["id"] for line in lines) == sorted(str(each.pk) for each in made)


def test_a_page_of_lines_takes_as_many_queries_for_three_as_for_one(api, django_assert_num_queries):
    listing()
    with django_assert_num_queries(15):
        api("services")
    listing()
    listing()
    with django_assert_num_queries(15):
        api("services")


def test_a_listing_that_becomes_confidential_is_gone_at_once(api):
    made = listing(name="Bluebird House")
    assert api(f"services/{made.pk}").status_code == 200
    Listing.objects.filter(pk=made.pk).update(is_confidential=True)
    actions.note_less_visible(made)
    assert api(f"services/{made.pk}").status_code == 404
    assert api("services?search=bluebird").json()["total_items"] == 0


def test_a_membership_that_ends_ends_the_token(worker):
    headers = {"authorization": f"Bearer {make_token(worker, name='Mine', days=30)[1]}"}
    assert Client().get("/api/hsds/services", headers=headers).status_code == 200
    Membership.objects.filter(user=worker).delete()
    refused = Client().get("/api/hsds/services", headers=headers)
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, 'Bearer error="invalid_token"')
