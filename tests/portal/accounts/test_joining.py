"""From an invitation to a full account."""

from __future__ import annotations

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from portal.accounts import actions, queries, sessions
from portal.accounts.actions import JoiningRefused
from portal.accounts.actions.joining import usable_invitation
from portal.accounts.factories import OrganisationFactory, person
from portal.accounts.models import Invitation, Membership, TermsOfUse, User
from portal.accounts.roles import AgencyKind, Role
from portal.counties.models import County
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

DETAILS = {
    "first_name": "Noemi",
    "last_name": "Avila",
    "work_phone": "555-0144",
    "password": "quiet-orchard-seven",
    "terms_version": "2026-11",
}


@pytest.fixture
def kern():
    return County.objects.get(slug="kern")


@pytest.fixture
def coordinator():
    return person(first_name="Luz", last_name="Vega")


@pytest.fixture
def token(coordinator, kern):
    return actions.invite(
        coordinator,
        email="Noemi@kern.example",
        role=Role.PLACING_WORKER,
        agency_kind=AgencyKind.CHILD_WELFARE,
        county=kern,
    )


def _app_code(secret):
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def test_an_invited_person_walks_from_the_mail_to_the_desk(
    client, coordinator, kern, mailoutbox, acts, commits_at_once
):
    sign_in(client, coordinator)
    what = {"place": f"county:{kern.pk}", "role": "placing_worker", "agency_kind": "child_welfare"}
    answer = client.post("/accounts/people/invite/", {"email": "Noemi@kern.example", **what})
    assert answer.url == "/accounts/people/"
    client.logout()
    mail = mailoutbox[0]
    assert mail.to == ["noemi@kern.example"]
    [link] = re.findall(r"http\S+", mail.body)

    assert client.get(link.removeprefix("http://127.0.0.1:8000")).url == "/accounts/join/"
    page = client.get("/accounts/join/").content.decode()
    assert "Luz Vega invites you" in page
    assert "Placing worker" in page
    assert "Kern County" in page
    filled = {**DETAILS, "accept": "on"}
    assert client.post("/accounts/join/", filled).url == "/accounts/second-factor/"
    assert client.get("/accounts/me/").url.startswith("/accounts/second-factor/")

    client.get("/accounts/2fa/totp/activate/")  # the password was chosen a moment ago and is not asked for again
    secret = client.session["mfa.totp.secret"]
    answer = client.post("/accounts/2fa/totp/activate/", {"code": _app_code(secret)})
    assert answer.url == "/accounts/2fa/recovery-codes/"
    assert len(client.get(answer.url).context["unused_codes"]) == 10
    assert client.get("/accounts/me/").status_code == 200

    user = User.objects.get(email="noemi@kern.example")
    assert EmailAddress.objects.filter(user=user, verified=True, primary=True).count() == 1
    assert (user.terms_version, user.work_phone, str(user)) == ("2026-11", "555-0144", "Noemi Avila")
    [membership] = user.memberships.all()
    assert (membership.county, membership.role, membership.agency_kind) == (kern, "placing_worker", "child_welfare")
    assert sessions.standing(client.session.session_key).user == user
    assert acts("invitation.made")[0][1:] == (
        coordinator.pk,
        {"role": "placing_worker", "agency_kind": "child_welfare", "county": kern.pk},
    )
    assert [(actor, facts) for _, actor, facts in acts("invitation.used")] == [(user.pk, {})]
    facts = {"membership": membership.pk, "role": "placing_worker", "county": kern.pk}
    assert acts("membership.started") == [(f"accounts.user:{user.pk}", user.pk, facts)]
    assert acts("terms.accepted") == [(f"accounts.user:{user.pk}", user.pk, {"version": "2026-11"})]


def test_only_the_digest_of_the_link_is_stored(token):
    stored = Invitation.objects.values_list("token_digest", flat=True).get()
    assert token not in stored
    assert token.partition(":")[0] not in stored


def test_an_invitation_works_once(token):
    actions.accept_as_new_person(token, **DETAILS)
    with pytest.raises(JoiningRefused, match="was used already"):
        usable_invitation(token)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"expires_at": timezone.now() - datetime.timedelta(seconds=1)}, "has expired"),
        ({"revoked_at": timezone.now()}, "was withdrawn"),
    ],
)
def test_an_invitation_that_is_over_opens_nothing(token, changes, sentence):
    Invitation.objects.update(**changes)
    with pytest.raises(JoiningRefused, match=sentence):
        actions.accept_as_new_person(token, **DETAILS)
    assert not User.objects.filter(email="noemi@kern.example").exists()


def test_an_invitation_lasts_seven_days(token):
    left = Invitation.objects.get().expires_at - timezone.now()
    assert datetime.timedelta(days=6, hours=23) < left <= datetime.timedelta(days=7)


@pytest.mark.parametrize("other", ["", "garbage", "signed:elsewhere"])
def test_a_link_that_this_portal_never_made_is_refused(client, other):
    session = client.session
    session["accounts.invitation"] = other
    session.save()
    answer = client.get("/accounts/join/")
    assert (answer.status_code, "This link is not complete" in answer.content.decode()) == (410, True)


def test_a_weak_password_is_refused_and_nothing_else_is_lost(client, token):
    client.get(f"/accounts/join/{token}/")
    answer = client.post("/accounts/join/", {**DETAILS, "password": "short", "accept": "on"})
    assert "password" in answer.context["form"].errors
    assert 'value="Noemi"' in answer.content.decode()
    assert Invitation.objects.open().count() == 1
    with pytest.raises(ValidationError):
        actions.accept_as_new_person(token, **{**DETAILS, "password": "password1234"})


def test_nobody_joins_without_accepting_the_terms_in_force(client, token):
    client.get(f"/accounts/join/{token}/")
    assert "accept" in client.post("/accounts/join/", DETAILS).context["form"].errors
    TermsOfUse.objects.create(version="2027-01", body="<p>Newer.</p>", published_at=timezone.now())
    stale = client.post("/accounts/join/", {**DETAILS, "accept": "on"})
    assert stale.context["form"].errors["accept"] == [
        "The terms of use have just changed. Read them again, then accept them."
    ]
    with pytest.raises(JoiningRefused, match="have just changed"):
        actions.accept_as_new_person(token, **DETAILS)


def test_who_has_an_account_accepts_as_oneself(client, coordinator):
    sacramento = County.objects.get(slug="sacramento")
    user = person(county="sacramento", role=Role.MEMBER, email="ana@sacramento.example")
    boss = person(county="sacramento")
    token = actions.invite(
        boss, email=user.email, role=Role.BACKUP, agency_kind=AgencyKind.CHILD_WELFARE, county=sacramento
    )
    client.get(f"/accounts/join/{token}/")
    assert "has an account already" in client.get("/accounts/join/").content.decode()
    sign_in(client, user)
    assert "You are signed in as" in client.get("/accounts/join/").content.decode()
    assert client.post("/accounts/join/").url == "/accounts/me/"
    assert sorted(user.memberships.values_list("role", flat=True)) == ["backup", "member"]


def test_an_invitation_of_someone_else_is_not_accepted(token, coordinator):
    with pytest.raises(JoiningRefused, match="sent to someone else"):
        actions.accept_as_oneself(token, person(county="sacramento"))


def test_a_second_invitation_replaces_the_first(token, coordinator, kern, acts):
    again = {"role": Role.PLACING_WORKER, "agency_kind": AgencyKind.CHILD_WELFARE, "county": kern}
    newer = actions.invite(coordinator, email="noemi@kern.example", **again)
    with pytest.raises(JoiningRefused, match="was withdrawn"):
        usable_invitation(token)
    assert usable_invitation(newer).email == "noemi@kern.example"
    assert len(acts("invitation.revoked")) == 1


def test_a_role_that_someone_holds_already_is_not_offered_again(coordinator, kern):
    member = person(role=Role.MEMBER)
    with pytest.raises(JoiningRefused, match="holds that role there already"):
        actions.invite(
            coordinator, email=member.email, role=Role.MEMBER, agency_kind=AgencyKind.CHILD_WELFARE, county=kern
        )


def test_nobody_invites_themselves(coordinator, kern):
    with pytest.raises(JoiningRefused, match="your own address"):
        actions.invite(
            coordinator,
            email=coordinator.email.upper(),
            role=Role.BACKUP,
            agency_kind=AgencyKind.CHILD_WELFARE,
            county=kern,
        )


def test_a_withdrawn_invitation_opens_nothing(client, token, coordinator, acts):
    sign_in(client, coordinator)
    [invitation] = queries.open_invitations(coordinator)
    assert client.post(f"/accounts/people/invitations/{invitation.pk}/revoke/").url == "/accounts/people/"
    assert queries.open_invitations(coordinator) == []
    assert acts("invitation.revoked") == [(f"accounts.invitation:{invitation.pk}", coordinator.pk, {})]
    client.post(f"/accounts/people/invitations/{invitation.pk}/revoke/")
    assert len(acts("invitation.revoked")) == 1


def test_an_invitation_to_another_county_is_neither_seen_nor_revoked(client, token):
    other = person(county="sacramento")
    assert queries.open_invitations(other) == []
    sign_in(client, other)
    assert client.post(f"/accounts/people/invitations/{Invitation.objects.get().pk}/revoke/").status_code == 404


COUNTY_ROLES = [Role.MEMBER, Role.PLACING_WORKER, Role.BACKUP, Role.COORDINATOR]
STATE_ROLES = [Role.MEMBER, Role.STAFF, Role.MODERATOR, Role.PRIVACY_OFFICER, Role.OBSERVER]
BY_COORDINATORS = {("kern", role) for role in (Role.MEMBER, Role.PLACING_WORKER, Role.BACKUP)}
EVERYTHING = {
    *((slug, role) for slug in ("kern", "sacramento") for role in COUNTY_ROLES),
    *((None, r) for r in STATE_ROLES),
}


@pytest.mark.parametrize(
    ("inviter", "allowed"),
    [
        (Role.COORDINATOR, BY_COORDINATORS),
        (Role.BACKUP, BY_COORDINATORS),
        (Role.STAFF, EVERYTHING),
        (Role.MEMBER, set()),
        (Role.PLACING_WORKER, set()),
        (Role.MODERATOR, set()),
        (Role.PRIVACY_OFFICER, set()),
        (Role.OBSERVER, set()),
    ],
)
def test_who_may_invite_whom(inviter, allowed):
    actor, pact = person(role=inviter), OrganisationFactory()
    invited = set()
    for number, (slug, role) in enumerate(sorted(EVERYTHING, key=str)):
        place = {"county": County.objects.get(slug=slug)} if slug else {"organisation": pact}
        kind = AgencyKind.CHILD_WELFARE if slug else AgencyKind.PACT_STAFF
        try:
            actions.invite(actor, email=f"new{number}@x.example", role=role, agency_kind=kind, **place)
        except PermissionDenied:
            continue
        invited.add((slug, role))
    assert invited == allowed


def test_a_coordinator_names_nobody_pact_staff(coordinator, kern):
    with pytest.raises(PermissionDenied, match="Ask PACT staff for other roles"):
        actions.invite(
            coordinator, email="x@x.example", role=Role.MEMBER, agency_kind=AgencyKind.PACT_STAFF, county=kern
        )


def test_a_role_that_does_not_fit_the_place_is_refused_in_words(client, kern):
    OrganisationFactory()
    sign_in(client, person(role=Role.STAFF))
    posted = {"email": "x@x.example", "place": f"county:{kern.pk}", "role": "staff", "agency_kind": "pact_staff"}
    errors = client.post("/accounts/people/invite/", posted).context["form"].errors
    assert errors["role"] == [
        "This role is not held there. Choose one of: member, placing worker, county coordinator, backup coordinator."
    ]


def test_the_first_member_of_staff_is_invited_from_the_command_line(capsys):

    call_command("invite_staff", "first@pact.example")
    token = capsys.readouterr().out.strip().rsplit("/", 2)[1]
    user = actions.accept_as_new_person(token, **DETAILS)
    assert (user.email, user.memberships.get().role) == ("first@pact.example", "staff")
    assert not Authenticator.objects.filter(user=user).exists()
    assert Membership.objects.current().filter(user=user).exists()
