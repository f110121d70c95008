"""Role by visibility, as a table; and canaries that no lower tier may meet anywhere."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from portal.accounts.factories import person
from portal.accounts.roles import AgencyKind, Role
from resources import access, actions
from resources.actions import note_change
from resources.factories import listing, terms
from resources.models import AddressVisibility, Listing, Status
from resources.search_documents import Listings
from search import Tier
from search.engines.database import database_engine
from search.service import SearchRequest, search
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)

READERS = {
    "nobody": (AnonymousUser, Tier.PUBLIC),
    "member": (lambda: person(role=Role.MEMBER), Tier.MEMBER),
    "staff": (lambda: person(role=Role.STAFF), Tier.MEMBER),
    "observer": (lambda: person(role=Role.OBSERVER, agency_kind=AgencyKind.EVALUATOR), Tier.MEMBER),
    "placing worker": (lambda: person(role=Role.PLACING_WORKER), Tier.PLACING),
    "coordinator": (lambda: person(county="inyo", role=Role.COORDINATOR), Tier.PLACING),
}


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize(
    ("fields", "lowest"),
    [
        ({}, Tier.PUBLIC),
        ({"is_confidential": True}, Tier.MEMBER),
        ({"status": Status.DRAFT}, None),
        ({"status": Status.SUSPENDED}, None),
    ],
)
def test_who_finds_which_listing(who, fields, lowest):
    make, tier = READERS[who]
    made = listing(**fields)
    finds = lowest is not None and list(Tier).index(tier) >= list(Tier).index(lowest)
    assert list(access.visible_to(make())) == ([made] if finds else [])
    assert bool(access.visible_fields(made, tier)) is finds


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [
        (AddressVisibility.NEVER, []),
        (AddressVisibility.PLACING, [Tier.PLACING]),
        (AddressVisibility.MEMBER, [Tier.MEMBER, Tier.PLACING]),
        (AddressVisibility.PUBLIC, list(Tier)),
    ],
)
def test_who_sees_an_address(visibility, seen_by):
    made = listing(address_visibility=visibility)
    assert [tier for tier in Tier if "address" in access.visible_fields(made, tier)] == seen_by


def test_an_address_is_hidden_unless_somebody_opens_it():
    assert Listing().address_visibility == AddressVisibility.NEVER


def test_a_lower_tier_never_sees_more():
    for fields in (access.FIELDS, access.CONFIDENTIAL_FIELDS):
        assert fields[Tier.PUBLIC] <= fields[Tier.MEMBER] <= fields[Tier.PLACING]


@pytest.mark.parametrize(
    ("county", "role", "may"),
    [
        ("kern", Role.COORDINATOR, True),
        ("kern", Role.BACKUP, True),
        ("kern", Role.PLACING_WORKER, False),
        ("inyo", Role.COORDINATOR, False),
    ],
)
def test_only_the_owner_county_keeps_a_listing(county, role, may):
    made, reader = listing(), person(county=county, role=role)
    if may:
        access.check_may_keep(reader, made)
    else:
        with pytest.raises(PermissionDenied, match="Kern County keeps this listing"):
            access.check_may_keep(reader, made)


# What is typed into each field that holds text, so that it can be looked for wherever it must not be.
CANARIES = {
    "city": "canarycity",
    "license_type": "canarykindoflicense",
    "presumptive_transfer": "canarytransfer",
    "internal_note": "canarynote",
    "address_authorised_by": "canaryrelease",
    "description": "canarydescription",
    "referral_steps": "canaryreferral",
    "hours": "canaryhours",
    "phone": "canaryphone",
    "email": "canaryemail@provider.example",
    "website": "https://canarywebsite.example",
    "address": "canaryaddress",
    "license_number": "canarylicense",
    "training_evidence": "canarytraining",
    "name": "canaryname",
    "operator": "canaryoperator",
}
WORDS = {name: text.split("@")[0].removeprefix("https://").split(".")[0] for name, text in CANARIES.items()}
PUBLIC = {"name", "operator", "description", "city", "phone", "website"}
MEMBER = PUBLIC | {"hours", "email", "license_number", "license_type", "training_evidence"}
PLACING = MEMBER | {"referral_steps", "presumptive_transfer"}
SEEN = {
    "open": {"nobody": PUBLIC, "member": MEMBER, "placing worker": PLACING},
    "confidential": {
        "nobody": set(),
        "member": {"name", "operator"},
        "placing worker": PLACING,
    },
    "draft": {"nobody": set(), "member": set(), "placing worker": set()},
}


@pytest.mark.parametrize("who", ["nobody", "member", "placing worker"])
@pytest.mark.parametrize("which", SEEN)
def test_canaries_of_restricted_fields_reach_no_lower_tier(client, who, which):
    made = listing(
        **CANARIES,
        address_authorised_at=datetime.date(2026, 3, 2),
        is_confidential=which == "confidential",
        status=Status.DRAFT if which == "draft" else Status.LIVE,
        counted=datetime.timedelta(hours=1),
        related={"needs": terms("need", "fire-setting"), "populations": terms("population", "girls")},
    )
    reader = READERS[who][0]()
    if who != "nobody":
        sign_in(client, reader)
    sweep = ["/directory/", f"/directory/{made.pk}/", "/directory/?q=canary*", "/search/?q=canary*"]
    pages = [client.get(address).content.decode() for address in sweep]
    shown = {name for name, word in WORDS.items() if any(word in page for page in pages)}
    # literally: a word that nothing holds would be read as one much like it
    found = {name for name, word in WORDS.items() if search(SearchRequest(text=word, user=reader, literal=True)).keys}
    assert (shown - SEEN[which][who], found) == (set(), SEEN[which][who])


def test_the_index_holds_no_word_that_its_tier_may_not_see():
    made = listing(**CANARIES, address_authorised_at=datetime.date(2026, 3, 2), is_confidential=True)
    texts = {
        document.tier: {name for name, word in WORDS.items() if word in " ".join(document.fields.values())}
        for document in Listings().documents([str(made.pk)])
    }
    assert texts == {Tier.MEMBER: {"name", "operator"}, Tier.PLACING: PLACING}


def test_turning_a_listing_confidential_takes_it_from_the_public_index_at_once():
    made = listing()
    assert {stand[2] for stand in database_engine().stand()} == {"public", "member", "placing"}
    Listing.objects.filter(pk=made.pk).update(is_confidential=True)
    note_change(made)
    assert {stand[2] for stand in database_engine().stand()} == {"member", "placing"}


def test_what_a_reader_does_not_find_is_a_plain_404(client):
    made = listing(is_confidential=True)
    assert client.get(reverse("resources:listing", args=[made.pk])).status_code == 404


YEAR = datetime.timedelta(days=365)


@pytest.mark.parametrize(
    ("confirmed", "added", "who_finds"),
    [
        (YEAR - HOUR, 3 * YEAR, set(Tier)),
        (YEAR + HOUR, 3 * YEAR, {Tier.MEMBER, Tier.PLACING}),
        (None, YEAR - HOUR, set(Tier)),
        (None, YEAR + HOUR, {Tier.MEMBER, Tier.PLACING}),
    ],
)
def test_what_nobody_has_confirmed_for_a_year_is_kept_for_members(confirmed, added, who_finds):
    now = timezone.now()
    made = listing(verified_at=confirmed and now - confirmed, created_at=now - added)
    assert {tier for tier in Tier if made in access.of_tier(tier)} == who_finds
    assert indexed() == who_finds


def test_time_alone_takes_an_unconfirmed_listing_from_the_public(client):
    made = listing()
    assert indexed() == set(Tier)
    Listing.objects.filter(pk=made.pk).update(verified_at=timezone.now() - YEAR)
    assert client.get(reverse("resources:listing", args=[made.pk])).status_code == 404
    for _ in range(2):
        actions.hide_unconfirmed()
        assert indexed() == {Tier.MEMBER, Tier.PLACING}


def indexed():
    return {tier for _, _, tier, *_ in database_engine().stand()}


@pytest.mark.parametrize(
    ("who", "keeps"),
    [
        (lambda: AnonymousUser(), False),
        (lambda: person(role=Role.MEMBER), False),
        (lambda: person(role=Role.PLACING_WORKER), False),
        (lambda: person(role=Role.COORDINATOR), True),
        (lambda: person(role=Role.BACKUP), True),
        (lambda: person(county="inyo", role=Role.COORDINATOR), False),
        (lambda: person(county=None, role=Role.STAFF), True),
        (lambda: person(role=Role.OBSERVER, agency_kind=AgencyKind.EVALUATOR), False),
    ],
)
@pytest.mark.parametrize("status", [Status.LIVE, Status.DRAFT, Status.SUSPENDED])
def test_keepers_find_all_of_their_listings_and_rule_and_list_agree(who, keeps, status):
    made, reader = listing(status=status), who()
    assert access.keeps(reader, made) is keeps
    assert list(access.kept_by(reader)) == ([made] if keeps else [])


def test_the_guard_learns_the_names_that_anyone_may_read_and_no_others():
    listing(name="Open House", operator="Open Operator")
    listing(name="Secret House", operator="Secret Operator", is_confidential=True)
    assert access.organisation_names() == ["Open House", "Open Operator"]
