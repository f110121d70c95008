"""Staff keep listings in the CMS: what they save is found, what the law keeps out comes back with a sentence."""

import pytest
from django.urls import reverse

from portal.accounts import cms_groups
from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.audit.models import AuditRow
from resources.factories import county, listing, terms
from resources.models import Listing
from resources.queries import Asked, directory
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
    empty = ["description", "minimum_age", "maximum_age", "referral_steps", "hours", "phone", "email", "website"]
    return {**dict.fromkeys([*empty, "license_number", "training_evidence", "verified_at"], ""), **filled, **changes}


def test_a_listing_that_staff_add_is_found_at_once_and_on_record(client, staff):
    answer = client.post(reverse("listing:add"), form())
    assert answer.status_code == 302
    assert [card.name for card in directory(staff, Asked(text="lupine strtp")).cards] == ["Lupine House"]
    assert AuditRow.objects.filter(act="listing.edited").count() == 1


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
