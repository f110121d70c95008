"""What a listing is in HSDS, for each tier."""

from uuid import UUID

import pytest
from django.utils import timezone

from resources import freshness, rows
from resources.factories import listing, terms
from resources.hsds import mapping
from resources.hsds.ids import listing_of_place, place_id
from resources.hsds.mapping import Sight
from resources.models import AddressVisibility, Kind, Listing
from search import Tier
from tests.resources.hsds.conforming import faults
from tests.resources.hsds.conftest import HOUR, everything

pytestmark = pytest.mark.django_db


def sight(tier):
    return Sight(tier, timezone.now(), freshness.clocks())


def row(made):
    return rows.complete(Listing.objects.filter(pk=made.pk)).get()


def attributes(service, kind):
    """What the attributes of a kind say: the term's code or the value, by label."""
    return [
        (each.get("label", ""), each["taxonomy_term"]["code"] if "taxonomy_term" in each else each["value"])
        for each in service["attributes"]
        if each["link_type"] == kind
    ]


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"address": "Behind the mill", "city": "", "address_visibility": AddressVisibility.PUBLIC},
        {"is_confidential": True, "address_visibility": AddressVisibility.PLACING},
    ],
)
def test_every_object_is_as_the_standard_has_it(tier, fields):
    full, bare = row(everything(**fields)), row(listing(kind=Kind.SERVICE))
    seen = sight(tier)
    for each in (full, bare):
        in_brief = mapping.service_in_brief(each, seen)
        whole = mapping.service(each, seen)
        assert faults("service", whole) == []
        assert faults("service", in_brief, is_brief=True) == []
        assert faults("service_at_location", mapping.place(each, seen, whole)) == []
        assert faults("service_at_location", mapping.place_in_brief(each, seen, in_brief), is_brief=True) == []
    run = mapping.organization("Somebody", [full, bare], seen, full_services=True)
    assert faults("organization", run) == []


def test_a_tier_reads_the_fields_that_it_may_see_and_no_other():
    made = row(everything())
    keys = {tier: set(mapping.service(made, sight(tier))) for tier in Tier}
    assert keys[Tier.MEMBER] - keys[Tier.PUBLIC] == {
        "email",
        "assured_date",
        "licenses",
        "schedules",
        "funding",
        "capacities",
    }
    assert keys[Tier.PLACING] - keys[Tier.MEMBER] == {"application_process"}
    kinds = {tier: {each["link_type"] for each in mapping.service(made, sight(tier))["attributes"]} for tier in Tier}
    assert kinds[Tier.PUBLIC] == {"kind", "type", "population", "language", "access", "kept_by"}
    assert kinds[Tier.PLACING] - kinds[Tier.MEMBER] == {"presumptive_transfer"}


def test_nothing_for_keepers_alone_is_told_to_anybody():
    made = row(everything())
    assert not any("night manager" in str(mapping.service(made, sight(tier))) for tier in Tier)


def test_an_address_that_a_tier_may_not_see_is_redacted_whether_it_is_filled_in_or_not():
    seen = sight(Tier.PUBLIC)
    for address in ("12 Elm Street, Bakersfield, CA 93301", ""):
        location = mapping.place(row(everything(address=address)), seen)["location"]
        assert "addresses" not in location
        assert attributes(location, "address") == [("", "redacted")]


def test_an_address_written_in_full_is_taken_apart():
    location = mapping.place(row(everything()), sight(Tier.MEMBER))["location"]
    address = location["addresses"][0]
    assert [address[name] for name in ("address_1", "city", "state_province", "postal_code")] == [
        "12 Elm Street",
        "Bakersfield",
        "CA",
        "93301",
    ]
    assert attributes(location, "address") == []


def test_there_is_a_capacity_for_each_population_that_was_counted():
    whole = mapping.service(row(everything()), sight(Tier.MEMBER))
    assert [(each["description"], each["available"], each["maximum"]) for each in whole["capacities"]] == [
        ("Everyone whom it serves", 2, 6),
        ("Girls and young women", 0, 3),
    ]
    assert attributes(whole, "availability") == [("everyone", "capacity"), ("girls", "no-capacity")]
    assert attributes(whole, "freshness") == [("everyone", "fresh"), ("girls", "fresh")]


def test_a_stale_count_is_not_known():
    made = listing(counted=24 * 30 * HOUR)
    whole = mapping.service(row(made), sight(Tier.MEMBER))
    assert "capacities" not in whole
    assert attributes(whole, "availability") == [("everyone", "unknown")]
    assert attributes(whole, "freshness") == [("everyone", "stale")]
    assert attributes(whole, "believed_until") == []


def test_the_public_learns_of_no_count_by_the_time_of_the_last_change():
    made = listing(changed_at=timezone.now() - 5 * HOUR, counted=HOUR)
    assert sight(Tier.PUBLIC).modified_at(row(made)) == made.changed_at
    assert sight(Tier.MEMBER).modified_at(row(made)) > made.changed_at


def test_a_term_names_the_one_above_it():
    made = listing(kind=Kind.SERVICE, related={"types": terms("service", "peer-advocate")})
    types = [
        each["taxonomy_term"]
        for each in mapping.service(row(made), sight(Tier.PUBLIC))["attributes"]
        if each["link_type"] == "type"
    ]
    assert [(term["code"], "parent_id" in term) for term in types] == [("peer-advocate", True)]


def test_a_place_leads_back_to_its_listing():
    made = listing()
    assert listing_of_place(UUID(place_id(made.pk))) == made.pk
    assert UUID(place_id(made.pk)).version == 4
