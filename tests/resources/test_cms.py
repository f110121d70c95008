"""Staff keep listings in the CMS: what they save is found, what the law keeps out comes back with a sentence."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from portal.accounts import cms_groups
from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.audit.models import AuditRow
from resources import actions
from resources.actions import set_policy, write_listing
from resources.factories import AvailabilityFactory, county, listing, terms
from resources.models import Availability, FreshnessPolicy, Listing
from tests.resources.searching import names, page_of
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    cms_groups.lay()
    member = person(county=None, role=Role.STAFF)
    sign_in(client, member)
    return member


def form(**changes):
    kern = county("kern").pk
    filled = {
        "kind": "placement",
        "status": "live",
        "name": "Lupine House",
        "operator": "Made-up Services",
        "types": [term.pk for term in terms("placement", "strtp")],
        "county": kern,
        "owner_county": kern,
        "address": "1 Example Street",
        "address_visibility": "never",
        "license_status": "licensed",
    }
    return {**filled, **changes}


def test_a_listing_that_staff_add_is_found_at_once_and_on_record(client, staff):
    answer = client.post(reverse("listing:add"), form())
    assert answer.status_code == 302
    assert names(staff, "q=lupine+strtp") == ["Lupine House"]
    assert AuditRow.objects.filter(act="listing.added").count() == 1


@pytest.mark.parametrize(
    ("code", "visibility", "refusal"),
    [
        ("silp", "never", "A family&#x27;s home is never listed."),
        ("temporary-shelter", "public", "is shown to nobody."),
    ],
)
def test_what_the_law_keeps_out_is_refused_with_what_was_typed(client, staff, code, visibility, refusal):
    types = [term.pk for term in terms("placement", code)]
    answer = client.post(reverse("listing:add"), form(types=types, address_visibility=visibility))
    page = answer.content.decode()
    assert refusal in page
    assert "Lupine House" in page
    assert Listing.objects.count() == 0


def test_no_listing_is_removed(client, staff):
    made = listing()
    client.post(reverse("listing:delete", args=[made.pk]))
    assert Listing.objects.filter(pk=made.pk).exists()


def test_the_list_and_the_form_open_for_staff_alone(client, staff):
    made = listing()
    addresses = [reverse("listing:index"), reverse("listing:edit", args=[made.pk])]
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    sign_in(client, person(role=Role.COORDINATOR))
    assert 200 not in [client.get(address).status_code for address in addresses]


def test_a_change_in_the_cms_is_the_same_act_as_anywhere(client, staff):
    made = listing(related={"types": terms("placement", "strtp")})
    answer = client.post(reverse("listing:edit", args=[made.pk]), form(name="Renamed", city="Bakersfield"))
    assert answer.status_code == 302
    assert names(staff, "q=renamed") == ["Renamed"]
    facts = AuditRow.objects.get(act="listing.edited").facts
    assert {"name", "city"} <= set(facts["fields"])


def test_of_two_tabs_the_second_one_is_told_before_it_writes_over_the_first(client, staff):
    made = listing(related={"types": terms("placement", "strtp")})
    address = reverse("listing:edit", args=[made.pk])
    seen = re.search(r'name="seen_version" value="(\d+)"', client.get(address).content.decode())[1]
    assert client.post(address, form(name="First", seen_version=seen)).status_code == 302
    page = client.post(address, form(name="Second", seen_version=seen)).content.decode()
    assert "Somebody else changed this listing while you were editing it." in page
    assert 'value="Second"' in page
    assert Listing.objects.get().name == "First"
    now = re.search(r'name="seen_version" value="(\d+)"', page)[1]
    assert client.post(address, form(name="Second", seen_version=now)).status_code == 302
    assert Listing.objects.get().name == "Second"


def test_whoever_saves_while_a_form_is_being_written_is_not_written_over(client, staff, monkeypatch):
    made = listing(related={"types": terms("placement", "strtp")})

    def overtaken(prepared):
        Listing.objects.update(version=7)
        return write_listing(prepared)

    monkeypatch.setattr(actions, "write_listing", overtaken)
    page = client.post(reverse("listing:edit", args=[made.pk]), form(name="Second")).content.decode()
    assert "Somebody else changed this listing while you were editing it." in page
    assert 'name="seen_version" value="7"' in page


def test_a_text_that_points_to_a_child_comes_back_and_is_not_stored(client, staff):
    answer = client.post(reverse("listing:add"), form(description="She was born 3/14/2010."))
    page = answer.content.decode()
    assert "She was born 3/14/2010." in page
    assert "nothing here points to a young person" not in page
    assert Listing.objects.count() == 0


def test_a_text_that_may_point_to_a_child_is_stored_once_its_author_has_confirmed_it(client, staff):
    doubtful = form(description="Reach us: jane.roe@gmail.com")
    asked = client.post(reverse("listing:add"), doubtful)
    assert "nothing here points to a young person" in asked.content.decode()
    token = asked.context["form"].confirmation_asked
    answer = client.post(reverse("listing:add"), {**doubtful, "guard_confirmation": token})
    assert answer.status_code == 302
    assert Listing.objects.get().description == doubtful["description"]


def test_a_term_that_has_ended_is_not_offered_for_a_new_listing(client, staff):
    (girls,) = terms("population", "girls")
    girls.valid_to = timezone.localdate() - datetime.timedelta(days=1)
    girls.save()
    offered = client.get(reverse("listing:add")).context["form"].fields["populations"].queryset
    assert girls not in offered


def count_form(made, **changes):
    empty = dict.fromkeys(("population", "status", "total", "occupied", "waiting_length", "waiting_days"), "")
    return {**empty, "listing": made.pk, "held": 0, "as_of": "2026-03-02 08:00", **changes}


def test_staff_add_a_count_and_see_it_beside_the_listing(client, staff):
    made = listing()
    assert client.get(reverse("availability:add"), {"listing": made.pk}).context["form"].initial["listing"] == str(
        made.pk
    )
    answer = client.post(reverse("availability:add"), count_form(made, total=6, occupied=6, waiting_length=3))
    assert answer.status_code == 302
    count = Availability.objects.get()
    assert (count.status, count.channel, count.counted_by) == ("waitlist", "cms", staff)
    assert "Waiting list" in client.get(reverse("listing:edit", args=[made.pk])).content.decode()


@pytest.mark.parametrize(
    ("numbers", "refusal"),
    [
        ({"total": 2, "occupied": 3}, "More beds are occupied or held than there are."),
        ({"total": 2, "occupied": 1, "status": "no-capacity"}, "The numbers say something else than the status."),
        ({}, "choose a status instead"),
        ({"status": "ask", "as_of": "2999-01-01 08:00"}, "lies in the future"),
    ],
)
def test_a_count_that_cannot_be_comes_back_with_a_sentence(client, staff, numbers, refusal):
    answer = client.post(reverse("availability:add"), count_form(listing(), **numbers))
    assert refusal in answer.content.decode()
    assert Availability.objects.count() == 0


def test_no_count_is_changed_or_removed_in_the_cms(client, staff):
    count = AvailabilityFactory(listing=listing())
    for verb in ("edit", "delete"):
        client.post(reverse(f"availability:{verb}", args=[count.pk]), count_form(count.listing, total=9, occupied=0))
    assert list(Availability.objects.values_list("total", flat=True)) == [6]


def policy_form(policy, **changes):
    return {"fresh_hours": policy.fresh_hours, "stale_hours": policy.stale_hours, "hidden_hours": "", **changes}


def test_a_changed_policy_is_in_force_at_once_on_the_page_and_in_the_search(client, staff):
    listing(name="Old count", counted=datetime.timedelta(days=5))
    assert names(staff, "availability=capacity") == ["Old count"]
    policy = FreshnessPolicy.objects.get(subject="vacancy")
    answer = client.post(reverse("freshnesspolicy:edit", args=[policy.pk]), policy_form(policy, stale_hours=96))
    assert answer.status_code == 302
    assert page_of(staff, "availability=capacity").cards == ()
    assert page_of(staff).cards[0].counts[0].is_known is False
    assert AuditRow.objects.filter(act="freshness.set").count() == 1


def test_a_policy_is_neither_added_nor_removed_nor_set_by_a_coordinator(client, staff):
    policy = FreshnessPolicy.objects.get(subject="vacancy")
    client.post(reverse("freshnesspolicy:delete", args=[policy.pk]))
    client.post(reverse("freshnesspolicy:add"), policy_form(policy, subject="vacancy"))
    with pytest.raises(PermissionDenied, match="PACT staff decide"):
        set_policy(policy, by=person(role=Role.COORDINATOR))
    assert FreshnessPolicy.objects.count() == 4


def test_hours_out_of_order_come_back_with_a_sentence(client, staff):
    policy = FreshnessPolicy.objects.get(subject="vacancy")
    answer = client.post(reverse("freshnesspolicy:edit", args=[policy.pk]), policy_form(policy, stale_hours=2))
    assert "Change one of the two." in answer.content.decode()
