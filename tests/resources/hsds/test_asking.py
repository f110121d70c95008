"""How the API is asked: by address, form or JSON; what it refuses, and how."""

import json
import uuid

import pytest
from django.test import Client

from resources.factories import listing
from resources.hsds import limits

pytestmark = pytest.mark.django_db


def post(address, **options):
    return Client().post(f"/api/hsds/{address}", **options)


@pytest.mark.parametrize(
    "junk",
    [
        "page=0",
        "page=-1",
        "page=two",
        "page=1.5",
        "page=",
        "page=99999999999999999999",
        "per_page=0",
        "per_page=501",
        "per_page=many",
        "format=xml",
        "full=maybe",
        "minimal=2",
        "taxonomy_term_id=girls",
        "taxonomy_id=1",
        "organization_id=%00",
        "modified_after=yesterday",
        "modified_after=2026-13-01",
        "page=1&page=2",
        f"search={'a' * 501}",
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(api, junk):
    answer = api(f"services?{junk}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["detail"].startswith(f"“{junk.partition('=')[0]}”")


@pytest.mark.parametrize(
    "odd",
    ["search=%00%22*(", "search=%F0%9F%8F%A0", "unknown=1", "search=", "modified_after=0001-01-01T00:00:00%2B23:59"],
)
def test_odd_questions_are_answered(api, odd):
    assert api(f"services?{odd}").status_code == 200


def test_lists_are_asked_for_by_post_too(api):
    for _ in range(3):
        listing()
    by_address = post("services?per_page=2").json()
    assert by_address["size"] == 2
    assert post("services", data={"per_page": "2"}).json() == by_address
    assert post("services", data={"per_page": 2, "full": None}, content_type="application/json").json() == by_address
    assert post("services", data="per_page=2", content_type="application/x-www-form-urlencoded").json() == by_address


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        ("[1]", "application/json", 400),
        ('{"page": [1]}', "application/json", 400),
        ('{"page": 1e999}', "application/json", 400),
        ("[" * 9_000, "application/json", 400),
        (json.dumps({"search": "\ud800"}), "application/json", 200),
        ("<page>1</page>", "application/xml", 415),
        ("x" * 20_001, "application/json", 413),
        ("--x", "multipart/form-data; boundary=y", 200),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(body, kind, status):
    answer = post("services", data=body, content_type=kind)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"


def test_other_methods_and_addresses_are_refused_in_json():
    refused = Client().delete("/api/hsds/services")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    assert refused.json()["status"] == 405
    assert Client().post(f"/api/hsds/services/{uuid.uuid4()}").status_code == 405
    assert Client().get("/api/hsds/nothing/here").json()["status"] == 404
    assert Client().options("/api/hsds/services").status_code == 204


def test_too_many_requests_are_told_to_wait(api, monkeypatch):
    monkeypatch.setattr(limits, "PER_ADDRESS", 2)
    assert [api().status_code for _ in range(3)] == [200, 200, 429]
    assert 0 < int(api()["Retry-After"]) <= limits.WINDOW
