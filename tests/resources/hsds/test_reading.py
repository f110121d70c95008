"""HSDS JSON read back: what we write comes home, what others write is read as far as it goes, and faults are told."""

import json

import pytest
from django.utils import timezone

from resources import freshness, rows
from resources.factories import listing
from resources.hsds import mapping
from resources.hsds.mapping import Sight
from resources.hsds.reading import NotHsds, read
from resources.models import Kind, Listing
from search import Tier
from tests.resources.hsds.conftest import HOUR, everything

SERVICE = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Community Counselling",
    "status": "active",
    "organization": {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Example Organization"},
}


def written(made, tier=Tier.PLACING):
    row = rows.complete(Listing.objects.filter(pk=made.pk)).get()
    return json.loads(json.dumps(mapping.service(row, Sight(tier, timezone.now(), freshness.clocks()))))


@pytest.mark.django_db
def test_what_is_written_comes_home():
    made = everything()
    (found,) = read(written(made))
    counted_at = made.counts.get(population=None).as_of
    girls = made.counts.get(population__isnull=False).as_of
    times = {
        "counted_at": counted_at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "beds_by_population": f"girls=3/3 {girls.isoformat(timespec='microseconds').replace('+00:00', 'Z')}",
        "verified_at": timezone.localtime(made.verified_at).date().isoformat(),
    }
    assert found.problems == ()
    assert found.row == times | {
        "id": str(made.pk),
        "name": "Bluebird House",
        "kind": "placement",
        "types": ["strtp"],
        "operator": "Bluebird Youth Services",
        "description": "Six beds and a garden.",
        "county": "kern",
        "owner_county": "kern",
        "city": "Bakersfield",
        "address": "12 Elm Street, Bakersfield, CA 93301",
        "counties_served": ["kings", "tulare"],
        "accepts_out_of_county": "yes",
        "minimum_age": "12",
        "maximum_age": "17",
        "populations": ["girls", "nmd"],
        "needs": ["self-harm"],
        "trafficking": ["sex"],
        "languages": ["english", "spanish"],
        "security": "unlocked",
        "access": ["referral"],
        "referral_steps": "Call the intake line.",
        "presumptive_transfer": "Kern pays.",
        "hours": "Day and night",
        "phone": "(661) 555-0134",
        "email": "intake@bluebird.example",
        "website": "https://bluebird.example/",
        "funding": ["afdc-fc"],
        "contracts_with": ["fresno"],
        "license_type": "STRTP",
        "license_status": "licensed",
        "license_number": "157200001",
        "license_capacity": "6",
        "license_checked_on": "2026-03-01",
        "training_evidence": "Forty hours of training",
        "training_on": "2026-02-01",
        "availability": "capacity",
        "beds_total": "6",
        "beds_occupied": "4",
    }


@pytest.mark.django_db
def test_a_stale_count_comes_home_as_none():
    (found,) = read(written(listing(kind=Kind.SERVICE, serves_statewide=True, counted=24 * 90 * HOUR)))
    assert not {"beds_total", "availability", "counted_at"} & found.row.keys()
    assert found.row["serves_statewide"] == "yes"


@pytest.mark.parametrize(
    "document",
    [
        SERVICE,
        [SERVICE],
        {"total_items": 1, "contents": [SERVICE]},
        {"services": [SERVICE]},
        {"organizations": [{"name": "Example Organization", "services": [{**SERVICE, "organization": None}]}]},
        {"id": "x", "location": {}, "service": SERVICE},
    ],
)
def test_a_service_is_found_whatever_holds_it(document):
    assert [(each.row["name"], each.problems) for each in read(document)] == [("Community Counselling", ())]


def test_a_service_inside_an_organization_is_run_by_it():
    (found,) = read({"name": "Example Organization", "services": [{"name": "Drop-in", "status": "active"}]})
    assert found.row == {"name": "Drop-in", "operator": "Example Organization"}


@pytest.mark.parametrize("document", [None, 3, "text", [], {}, {"contents": []}, {"version": "3.1"}, [[[]]]])
def test_a_document_without_a_service_is_refused(document):
    with pytest.raises(NotHsds, match="There is no service in this file"):
        read(document)


def test_what_cannot_be_right_is_told_and_left_out():
    service = {
        **SERVICE,
        "capacities": [
            {"id": "1", "available": 12, "maximum": 10, "updated": "2024-09-25T10:30:45Z"},
            {"id": "2", "available": "many", "updated": "2024-09-25T10:30:45Z"},
        ],
        "service_at_locations": [{"location": {"latitude": 100, "longitude": 101}}, {"location": {}}],
    }
    (found,) = read(service)
    assert found.problems == (
        "A capacity says that 12 of 10 are open. It is left out: ask which is right.",
        "A capacity has no whole number of what is open. It is left out.",
        "Its latitude is 100, and none is beyond 90. Check where it is.",
        "It has 2 locations. Only the first one is read.",
    )
    assert "beds_total" not in found.row


def test_what_others_write_is_read_too():
    place = {
        "phones": [{"number": '"555 0100"', "extension": 7}],
        "location": {
            "location_type": "redacted",
            "addresses": [
                {"address_1": "1 Main Street", "city": "Fresno", "region": "Fresno County", "state_province": "CA"}
                | {"postal_code": "93721", "address_type": "physical"}
            ],
        },
    }
    service = {
        **SERVICE,
        "status": "defunct",
        "eligibility_description": "Anyone",
        "service_at_locations": [place],
        "schedules": [{"byday": "MO,TU", "opens_at": "10:00", "closes_at": "18:00"}],
        "languages": [{"name": "Hmong"}],
        "capacities": [{"available": 0, "updated": "2024-09-25T10:30:45Z"}],
        "attributes": "none",
    }
    (found,) = read(service)
    assert found.row == {
        "id": SERVICE["id"],
        "name": "Community Counselling",
        "operator": "Example Organization",
        "status": "suspended",
        "description": "Anyone",
        "phone": "555 0100 ext. 7",
        "hours": "MO,TU 10:00 to 18:00",
        "address": "1 Main Street, Fresno, CA 93721",
        "city": "Fresno",
        "county": "Fresno",
        "languages": ["Hmong"],
        "availability": "no-capacity",
        "counted_at": "2024-09-25T10:30:45Z",
    }
