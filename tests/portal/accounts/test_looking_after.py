"""What a coordinator and PACT staff do for others."""

from __future__ import annotations

import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from portal.accounts import access, actions, queries, sessions
from portal.accounts.actions import IdentityConfirmed
from portal.accounts.factories import MembershipFactory, OrganisationFactory, UserFactory, person
from portal.accounts.models import Membership, User
from portal.accounts.roles import Role
from portal.counties.models import County
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    """One person of each kind, by name."""
    both = person(role=Role.MEMBER, email="both@x.example")
    MembershipFactory(user=both, county=County.objects.get(slug="sacramento"))
    statewide = person(role=Role.MEMBER, email="statewide@x.example")
    MembershipFactory(user=statewide, county=None, organisation=OrganisationFactory())
    moved = person(county="sacramento", role=Role.MEMBER, email="moved@x.example")
    long_ago = timezone.localdate() - datetime.timedelta(days=9)
    MembershipFactory(user=moved, valid_from=long_ago, valid_to=long_ago)
    left = person(role=Role.MEMBER, email="left@x.example")
    left.memberships.update(valid_from=long_ago, valid_to=long_ago)
    return {
        "coordinator": person(email="coordinator@x.example"),
        "backup": person(role=Role.BACKUP, email="backup@x.example"),
        "member": person(role=Role.MEMBER, email="member@x.example"),
        "placing": person(role=Role.PLACING_WORKER, email="placing@x.example"),
        "elsewhere": person(county="sacramento", email="elsewhere@x.example"),
        "both": both,
        "statewide": statewide,
        "moved": moved,
        "left": left,
        "staff": person(role=Role.STAFF, email="staff@x.example"),
        "other staff": person(role=Role.STAFF, email="other-staff@x.example"),
        "privacy": person(role=Role.PRIVACY_OFFICER, email="privacy@x.example"),
    }


KERN = {"coordinator", "backup", "member", "placing"}
TIED_TO_KERN = KERN | {"both", "statewide", "moved", "left"}
EVERYONE = TIED_TO_KERN | {"elsewhere", "staff", "other staff", "privacy"}
# reader: (whom they see, whose factor they reset, whose memberships they end, whose account they close)
RULES = {
    "coordinator": (TIED_TO_KERN, KERN - {"coordinator"}, (KERN | {"both", "statewide"}) - {"coordinator"}, set()),
    "backup": (TIED_TO_KERN, KERN - {"backup"}, (KERN | {"both", "statewide"}) - {"backup"}, set()),
    "staff": (EVERYONE, EVERYONE - {"staff"}, EVERYONE - {"staff", "left"}, EVERYONE - {"staff"}),
    "member": (set(), set(), set(), set()),
    "placing": (set(), set(), set(), set()),
    "privacy": (set(), set(), set(), set()),
}


@pytest.mark.parametrize("reader", sorted(RULES))
def test_the_table_of_who_looks_after_whom(network, reader):
    user = network[reader]
    sees = {name for name, each in network.items() if access.people_visible_to(user).filter(pk=each.pk).exists()}
    resets = {name for name in sees if access.allows(access.check_may_reset_factor, user, network[name])}
    ends = {
        name
        for name in sees
        for each in network[name].memberships.all()
        if each.is_in_force() and access.allows(access.check_may_end, user, each)
    }
    closes = {name for name in sees if access.allows(access.check_may_disable, user, network[name])}
    assert (sees, resets, ends, closes) == RULES[reader]


@pytest.mark.parametrize("reader", sorted(RULES))
def test_the_verbs_follow_the_table(network, reader):
    user, reset = network[reader], set()
    for name, each in network.items():
        try:
            actions.reset_factor(user, each.pk, confirmed=IdentityConfirmed.IN_PERSON)
        except (PermissionDenied, User.DoesNotExist):
            continue
        reset.add(name)
    assert reset == RULES[reader][1]


@pytest.mark.parametrize("reader", sorted(RULES))
def test_the_list_shows_what_the_verbs_allow(network, reader):
    user = network[reader]
    names = {each.pk: name for name, each in network.items()}
    if not RULES[reader][0]:
        with pytest.raises(PermissionDenied):
            queries.people(user)
        return
    rows = list(queries.people(user))
    assert {names[row.pk] for row in rows} == RULES[reader][0]
    assert {names[row.pk] for row in rows if row.may_reset_factor} == RULES[reader][1]
    assert {names[row.pk] for row in rows if any(each.may_end for each in row.memberships)} == RULES[reader][2]
    assert {names[row.pk] for row in rows if row.may_disable} == RULES[reader][3]


def test_a_lost_factor_is_reset_on_record_and_the_person_is_told(
    client, heard, acts, mailoutbox, django_capture_on_commit_callbacks
):
    coordinator, member = person(work_phone="555-0199"), person(role=Role.MEMBER)
    TOTP.activate(member, "A" * 32)

    key = sign_in(Client(), member)
    sign_in(client, coordinator)
    way = f"/accounts/people/{member.pk}/reset-factor/"
    assert "confirmed" in client.post(way).context["form"].errors
    assert Authenticator.objects.filter(user=member).exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(way, {"confirmed": "call_back"}).url == "/accounts/people/"
    assert not Authenticator.objects.filter(user=member).exists()
    assert sessions.standing(key) == sessions.NOBODY
    assert heard == [(member.pk, key), (member.pk, None)]
    facts = {"confirmed": "call_back", "factors": 1, "sessions": 1}
    assert acts("factor.reset") == [(f"accounts.user:{member.pk}", coordinator.pk, facts)]
    assert [mail.to for mail in mailoutbox] == [[member.email]]
    assert "555-0199" in mailoutbox[0].body


def test_a_way_of_confirming_that_is_not_listed_is_refused(client):
    member = person(role=Role.MEMBER)
    sign_in(client, person())
    answer = client.post(f"/accounts/people/{member.pk}/reset-factor/", {"confirmed": "by_mail"})
    assert "confirmed" in answer.context["form"].errors


def test_someone_elsewhere_is_not_to_be_found(client):
    stranger = person(county="sacramento")
    sign_in(client, person())
    for way in ("reset-factor", "disable", "enable"):
        assert client.post(f"/accounts/people/{stranger.pk}/{way}/", {"confirmed": "in_person"}).status_code == 404
    assert client.post(f"/accounts/people/memberships/{stranger.memberships.get().pk}/end/").status_code == 404


def test_a_membership_ends_at_once(client, heard, acts, django_capture_on_commit_callbacks):
    coordinator, member = person(), person(role=Role.MEMBER)
    began = timezone.localdate() - datetime.timedelta(days=30)
    member.memberships.update(valid_from=began)
    membership = member.memberships.get()

    key = sign_in(Client(), member)
    sign_in(client, coordinator)
    way = f"/accounts/people/memberships/{membership.pk}/end/"
    assert member.last_name in client.get(way).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(way).url == "/accounts/people/"
    membership.refresh_from_db()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assert membership.valid_to == yesterday
    assert sessions.standing(key) == sessions.NOBODY
    assert heard == [(member.pk, None)]
    facts = {
        "membership": membership.pk,
        "role": "member",
        "county": membership.county_id,
        "last_day": yesterday.isoformat(),
    }
    assert acts("membership.ended") == [(f"accounts.user:{member.pk}", coordinator.pk, facts)]


def test_a_membership_that_began_today_is_taken_back_whole(django_capture_on_commit_callbacks, heard):
    coordinator, member = person(), person(role=Role.MEMBER)
    with django_capture_on_commit_callbacks(execute=True):
        actions.end_membership(coordinator, member.memberships.get().pk)
    assert not member.memberships.exists()
    assert set(heard) == {(member.pk, None)}


def test_a_membership_is_never_prolonged_by_ending_it():
    coordinator, member = person(), person(role=Role.MEMBER)
    today = timezone.localdate()
    member.memberships.update(valid_from=today - datetime.timedelta(days=5), valid_to=today)
    actions.end_membership(coordinator, member.memberships.get().pk, last_day=today + datetime.timedelta(days=5))
    assert member.memberships.get().valid_to == today


def test_an_account_is_closed_and_opened_by_staff_alone(client, heard, acts, django_capture_on_commit_callbacks):
    staff, member = person(role=Role.STAFF), person(role=Role.MEMBER)

    key = sign_in(Client(), member)
    sign_in(client, staff)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/accounts/people/{member.pk}/disable/")
        client.post(f"/accounts/people/{member.pk}/disable/")
    assert sessions.standing(key) == sessions.NOBODY
    assert heard == [(member.pk, key), (member.pk, None)]
    assert len(acts("person.disabled")) == 1
    client.post(f"/accounts/people/{member.pk}/enable/")
    member.refresh_from_db()
    assert member.is_active
    assert len(acts("person.enabled")) == 1
    sign_in(client, person())
    assert client.post(f"/accounts/people/{member.pk}/disable/").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("role", "expected"), [(Role.COORDINATOR, 16), (Role.STAFF, 18)])
def test_the_list_of_people_costs_the_same_however_long(client, django_assert_num_queries, rows, role, expected):
    sign_in(client, person(role=role))
    for number in range(rows):
        person(role=Role.MEMBER)
        actions.invite(
            None,
            email=f"new{number}@x.example",
            role=Role.MEMBER,
            agency_kind="child_welfare",
            county=County.objects.get(slug="kern"),
        )
    with django_assert_num_queries(expected):
        client.get("/accounts/people/")


def test_the_list_is_filtered_by_name_and_by_county():
    staff = person(role=Role.STAFF, first_name="Sam", last_name="Staff")
    ana = person(role=Role.MEMBER, first_name="Ana", last_name="Diaz")
    bea = person(county="sacramento", role=Role.MEMBER, first_name="Bea", last_name="Diaz")
    sacramento = County.objects.get(slug="sacramento").pk
    assert [row.pk for row in queries.people(staff, text="diaz")] == [ana.pk, bea.pk]
    assert [row.pk for row in queries.people(staff, text="diaz an")] == [ana.pk]
    assert [row.pk for row in queries.people(staff, county=sacramento)] == [bea.pk]


def test_who_left_comes_last():
    coordinator = person(last_name="Moreno")
    left = person(role=Role.MEMBER, last_name="Abbott")
    left.memberships.update(valid_from=datetime.date(2020, 1, 1), valid_to=datetime.date(2020, 1, 2))
    assert [row.pk for row in queries.people(coordinator)] == [coordinator.pk, left.pk]


def test_people_come_in_pages(client):
    staff = person(role=Role.STAFF)
    Membership.objects.bulk_create(
        Membership(user=UserFactory(), county_id="06029", agency_kind="child_welfare", role="member") for _ in range(51)
    )
    sign_in(client, staff)
    page = client.get("/accounts/people/?page=2&text=")
    assert len(list(page.context["people"])) == 2
    assert "Page 2 of 2" in page.content.decode()
