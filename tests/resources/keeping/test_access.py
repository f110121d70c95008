"""Who may and who may not, verb by verb, as a table."""

import datetime
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from portal.accounts.factories import person
from portal.accounts.roles import AgencyKind, Role
from resources.access import check_may_keep
from resources.factories import county, listing
from resources.keeping import access
from resources.keeping.actions import end_delegation, propose
from resources.keeping.keepers import Keeper
from resources.models import Listing, Proposal
from tests.resources.keeping.conftest import delegate_of

pytestmark = pytest.mark.django_db

PEOPLE = {
    "coordinator": lambda: person(county="kern"),
    "backup": lambda: person(county="kern", role=Role.BACKUP),
    "other county": lambda: person(county="inyo"),
    "placing worker": lambda: person(county="kern", role=Role.PLACING_WORKER),
    "member": lambda: person(county="kern", role=Role.MEMBER),
    "staff": lambda: person(role=Role.STAFF),
    "observer": lambda: person(role=Role.OBSERVER, agency_kind=AgencyKind.EVALUATOR),
    "stranger": AnonymousUser,
}
VERBS = {
    "confirm": lambda user, made, proposal: access.check_may_confirm(Keeper(user=user), made),
    "edit": lambda user, made, proposal: check_may_keep(user, made),
    "open its forms": lambda user, made, proposal: access.get_kept(user, made.pk),
    "open the list": lambda user, made, proposal: access.check_may_keep_somewhere(user),
    "add": lambda user, made, proposal: access.counties_to_add_for(user),
    "propose": lambda user, made, proposal: access.check_may_propose(Keeper(user=user), made),
    "decide": lambda user, made, proposal: access.check_may_decide(user, proposal),
    "decide after 14 days": lambda user, made, proposal: access.check_may_decide(
        user, proposal, timezone.now() + access.ANSWER_WITHIN
    ),
    "withdraw another's": lambda user, made, proposal: access.check_may_withdraw(Keeper(user=user), proposal),
    "see the state's queue": lambda user, made, proposal: access.check_may_see_queue(user),
}
KEEPS = {"coordinator", "backup", "staff"}
MAY = {
    "confirm": KEEPS,
    "edit": KEEPS,
    "open its forms": KEEPS,
    "open the list": {"coordinator", "backup", "other county"},
    "add": KEEPS | {"other county"},
    "propose": set(PEOPLE) - {"stranger"},
    "decide": {"coordinator", "backup"},
    "decide after 14 days": KEEPS,
    "withdraw another's": set(),
    "see the state's queue": {"staff"},
}


@pytest.fixture
def proposal(made):
    return propose(Keeper(user=person(county="kings")), made, key=uuid.uuid4(), texts={}, note="It closed in May.")


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_open_to_those_whom_the_table_names(made, proposal, verb):
    allowed = set()
    for who, make in PEOPLE.items():
        try:
            VERBS[verb](make(), made, proposal)
            allowed.add(who)
        except PermissionDenied as refusal:
            assert str(refusal).endswith("."), "a refusal is a sentence"
    assert allowed == MAY[verb]


DELEGATES = {
    "in force": lambda made: delegate_of(made),
    "ended": lambda made: _ended(made),
    "of another listing": lambda made: delegate_of(listing(name="Other", county=county("kern"))),
    "of the county that kept it before": lambda made: _handed_over(made),
}


def _ended(made):
    delegate = delegate_of(made)
    end_delegation(person(county="kern"), delegate)
    return delegate


def _handed_over(made):
    delegate = delegate_of(made)
    Listing.objects.filter(pk=made.pk).update(owner_county=county("inyo"))
    return delegate


@pytest.mark.parametrize("which", DELEGATES)
def test_a_delegate_keeps_that_listing_while_the_delegation_is_in_force(made, proposal, which):
    keeper = Keeper(delegate=DELEGATES[which](made))
    allowed = set()
    for verb, check in {
        "confirm": lambda: access.check_may_confirm(keeper, made),
        "propose": lambda: access.check_may_propose(keeper, made),
        "withdraw another's": lambda: access.check_may_withdraw(keeper, proposal),
    }.items():
        try:
            check()
            allowed.add(verb)
        except PermissionDenied:
            pass
    assert allowed == ({"confirm", "propose"} if which == "in force" else set())


def test_a_hidden_listing_is_not_found_by_who_does_not_keep_it(made):
    Listing.objects.filter(pk=made.pk).update(status="suspended")
    member = person(county="inyo", role=Role.MEMBER)
    for ask in (lambda: access.get_kept(member, made.pk), lambda: access.get_to_propose(Keeper(user=member), made.pk)):
        with pytest.raises(Http404):
            ask()
    assert access.get_kept(person(county="kern"), made.pk) == made


def test_a_proposal_is_open_to_its_maker_and_to_who_keeps_the_listing(made, proposal):
    readers = {who: make() for who, make in PEOPLE.items()} | {"maker": proposal.by}
    found = {who for who, reader in readers.items() if access.visible_proposals(reader).exists()}
    assert found == KEEPS | {"maker"}
    waits = {who for who, reader in readers.items() if access.to_decide(reader).exists()}
    assert waits == {"coordinator", "backup"}


def test_a_delegate_withdraws_only_the_own(made, by_link):
    own = propose(by_link, made, key=uuid.uuid4(), texts={"hours": "Day and night"})
    access.check_may_withdraw(by_link, own)
    with pytest.raises(PermissionDenied):
        access.check_may_withdraw(Keeper(delegate=delegate_of(made, "b@x.example", "B")), own)
    assert access.get_proposal_of(by_link.delegate, str(own.pk)) == own
    for other in ("", "x", "999999", str(Proposal.objects.order_by("-pk").first().pk + 1)):
        with pytest.raises(Http404):
            access.get_proposal_of(by_link.delegate, other)


def test_fourteen_days_are_counted_to_the_minute(proposal):
    staff, almost = person(role=Role.STAFF), access.ANSWER_WITHIN - datetime.timedelta(minutes=1)
    with pytest.raises(PermissionDenied, match="Kern County has 14 days to answer"):
        access.check_may_decide(staff, proposal, proposal.made_at + almost)
    access.check_may_decide(staff, proposal, proposal.made_at + access.ANSWER_WITHIN)
