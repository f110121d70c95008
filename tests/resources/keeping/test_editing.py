"""The site's form of a whole listing: both versions of a clash, wider visibility by confirmation, nothing typed lost."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.audit.models import AuditRow
from resources.actions import count_beds, save_listing
from resources.factories import county, listing, terms
from resources.models import Confirmation, Listing, Status
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, keeper):
    sign_in(client, keeper)
    return client


def address(made):
    return reverse("resources:keeping:edit", args=[made.pk])


def sent_by(page):
    """What a browser sends back of the form on a page."""
    form = page.context["form"]
    data = {}
    for name in form.fields:
        value = form[name].value()
        if name == "all_right" or value in (None, False, ""):
            continue
        many = isinstance(value, list | tuple)
        data[name] = [getattr(each, "pk", each) for each in value] if many else getattr(value, "pk", value)
    return data


def test_an_edit_goes_live_at_once_and_is_on_record(signed_in, made):
    sent = sent_by(signed_in.get(address(made)))
    done = signed_in.post(address(made), sent | {"phone": "(661) 555-0188"})
    assert done.url == f"/directory/keeping/#listing-{made.pk}"
    made.refresh_from_db()
    assert made.phone == "(661) 555-0188"
    assert AuditRow.objects.get(act="listing.edited").facts["fields"] == ["phone"]


def test_a_form_sent_unchanged_changes_nothing(signed_in, made):
    made.refresh_from_db()
    version = made.version
    assert signed_in.post(address(made), sent_by(signed_in.get(address(made)))).status_code == 302
    made.refresh_from_db()
    assert (made.version, AuditRow.objects.filter(act="listing.edited").count()) == (version, 0)


def test_checking_the_rest_confirms_the_text(signed_in, made, keeper):
    sent = sent_by(signed_in.get(address(made)))
    signed_in.post(address(made), sent | {"hours": "Always", "all_right": "on"})
    assert Confirmation.objects.get().by == keeper


def test_a_clash_shows_both_versions_and_keeps_what_was_typed(signed_in, made, keeper):
    sent = sent_by(signed_in.get(address(made))) | {"hours": "Mine", "phone": "(661) 555-0188"}
    save_listing(made, {"hours": "Theirs"}, by=keeper)
    page = signed_in.post(address(made), sent)
    assert page.status_code == 422
    assert [(clash.label, clash.theirs, clash.yours) for clash in page.context["form"].clashes] == [
        ("Hours", "Theirs", "Mine"),
        ("Phone", "(661) 555-0134", "(661) 555-0188"),
    ]
    made.refresh_from_db()
    assert made.hours == "Theirs"
    again = sent_by(page)
    assert (again["hours"], again["phone"]) == ("Mine", "(661) 555-0188")
    assert signed_in.post(address(made), again).status_code == 302
    made.refresh_from_db()
    assert made.hours == "Mine"


def test_a_count_in_between_is_no_clash(signed_in, made, keeper):
    sent = sent_by(signed_in.get(address(made)))
    count_beds(made, by=keeper, total=6, occupied=6)
    assert signed_in.post(address(made), sent | {"hours": "Mine"}).status_code == 302


def test_showing_a_confidential_listing_asks_and_names_what_and_to_whom(signed_in):
    made = listing(
        name="Quiet House", county=county("kern"), is_confidential=True, related={"types": terms("placement", "strtp")}
    )
    sent = sent_by(signed_in.get(address(made)))
    sent.pop("is_confidential")
    page = signed_in.post(address(made), sent)
    assert page.status_code == 422
    (public, member) = page.context["form"].widening
    assert public.startswith("Everyone on the internet will see: Ages, City, Counties served")
    assert (member.startswith("Every member will see: "), "E-mail" in member, "Phone" in member) == (True, True, False)
    assert Listing.objects.get(pk=made.pk).is_confidential
    assert signed_in.post(address(made), sent | {"widen": "guessed"}).status_code == 422
    assert signed_in.post(address(made), sent | {"widen": page.context["form"].widen_token}).status_code == 302
    assert not Listing.objects.get(pk=made.pk).is_confidential


def test_a_confirmation_of_one_widening_is_none_of_a_wider_one(signed_in, made):
    sent = sent_by(signed_in.get(address(made))) | {"address": "12 Made-up Way"}
    signed_in.post(address(made), sent)
    sent = sent_by(signed_in.get(address(made)))
    page = signed_in.post(address(made), sent | {"address_visibility": "placing"})
    assert page.context["form"].widening == ["Placing roles in every county will see: Address."]
    token = page.context["form"].widen_token
    wider = sent | {"address_visibility": "public", "widen": token}
    assert signed_in.post(address(made), wider).status_code == 422
    assert signed_in.post(address(made), sent | {"address_visibility": "placing", "widen": token}).status_code == 302
    made.refresh_from_db()
    assert made.address_visibility == "placing"


def test_hiding_asks_nothing(signed_in, made):
    sent = sent_by(signed_in.get(address(made)))
    assert signed_in.post(address(made), sent | {"is_confidential": "on"}).status_code == 302


def test_a_new_listing_starts_as_a_draft_of_the_own_county(signed_in, keeper):
    page = signed_in.get(reverse("resources:keeping:new"))
    assert [str(each) for each in page.context["form"].fields["owner_county"].queryset] == ["Kern County"]
    sent = sent_by(page) | {
        "kind": "placement",
        "name": "New House",
        "operator": "Made-up Families",
        "types": [term.pk for term in terms("placement", "strtp")],
        "county": county("kern").pk,
    }
    assert signed_in.post(reverse("resources:keeping:new"), sent).status_code == 302
    made = Listing.objects.get(name="New House")
    assert (made.status, made.owner_county) == (Status.DRAFT, county("kern"))
    assert AuditRow.objects.filter(act="listing.added").count() == 1


def test_a_listing_is_not_added_for_another_county(signed_in):
    sent = sent_by(signed_in.get(reverse("resources:keeping:new"))) | {
        "owner_county": county("inyo").pk,
        "kind": "placement",
        "name": "New House",
        "operator": "Made-up Families",
        "types": [term.pk for term in terms("placement", "strtp")],
        "county": county("inyo").pk,
    }
    assert signed_in.post(reverse("resources:keeping:new"), sent).status_code == 422
    assert Listing.objects.count() == 0


@pytest.mark.parametrize(
    ("codes", "visibility", "says"),
    [
        (["resource-family"], "never", "A family&#x27;s home is never listed"),
        (["crisis-nursery"], "member", "shown to nobody"),
    ],
)
def test_what_the_law_forbids_is_refused_and_what_was_typed_stays(signed_in, made, codes, visibility, says):
    sent = sent_by(signed_in.get(address(made)))
    changed = {"types": [t.pk for t in terms("placement", *codes)], "address_visibility": visibility, "hours": "Typed"}
    page = signed_in.post(address(made), sent | changed)
    assert page.status_code == 422
    assert (says in page.content.decode(), "Typed" in page.content.decode()) == (True, True)


def test_a_text_that_may_name_a_child_is_stopped(signed_in, made):
    sent = sent_by(signed_in.get(address(made)))
    page = signed_in.post(address(made), sent | {"description": "The mother of the youth answers at (661) 555-2368"})
    assert page.status_code == 422
    assert "Nothing was sent yet" in page.content.decode()
    made.refresh_from_db()
    assert made.description == ""


@pytest.mark.parametrize("role", [Role.MEMBER, Role.PLACING_WORKER, Role.OBSERVER])
def test_who_keeps_nothing_adds_nothing(client, role):
    sign_in(client, person(role=role))
    assert client.get(reverse("resources:keeping:new")).status_code == 403


@given(text=st.text(max_size=30))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_input_makes_the_form_fail(signed_in, made, text):
    names = ["kind", "types", "county", "minimum_age", "training_on", "address_visibility", "seen", "widen", "website"]
    page = signed_in.post(address(made), dict.fromkeys(names, text))
    assert page.status_code == 422
