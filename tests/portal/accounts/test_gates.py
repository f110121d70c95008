"""Every address of the portal is closed unless someone opened it on purpose."""

from __future__ import annotations

import datetime
import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import PermissionDenied
from django.urls import ResolverMatch, get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import timezone

from portal.accounts import access, gates, refusals
from portal.accounts.factories import UserFactory, person
from portal.accounts.gates import Gate
from portal.accounts.models import TermsOfUse
from portal.accounts.roles import Role
from portal.accounts.views import own
from tests.signing_in import sign_in

# The rooms' own doors: a library's names, and views of this room. A new name here is a decision to be defended.
PUBLIC_HERE = {
    "account_confirm_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "accounts:email_closed",
    "accounts:join",
    "accounts:open_invitation",
    "accounts:session",
    "accounts:terms",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
HALFWAY = {
    "account_reauthenticate",
    "accounts:second_factor",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}


def _walk(resolver, prefix="", namespaces=(), app_names=()):
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, route, inner, app_names)
        elif isinstance(pattern, URLPattern):
            yield route, ResolverMatch(pattern.callback, (), {}, pattern.name, namespaces=list(namespaces), route=route)


def _every_address():
    """Each address of the portal as people type it, with 1 for every variable part."""
    for route, match in _walk(get_resolver()):
        path = re.sub(r"<[^>]+>|\(\?P<[^>]*>(?:\[[^]]*\]|[^()])*\)[+*]?", "1", route)
        path = "/" + re.sub(r"[\^$\\]|\(\?:.*", "", path)
        yield path, match, gates.gate_of(match, "/" + route)


def test_of_this_room_exactly_these_addresses_are_open():
    found = {Gate.PUBLIC: set(), Gate.HALFWAY: set()}
    for path, match, gate in _every_address():
        if path.startswith("/accounts/") and gate in found:
            found[gate].add(match.view_name)
    assert found == {Gate.PUBLIC: PUBLIC_HERE, Gate.HALFWAY: HALFWAY}


@pytest.mark.django_db
def test_every_address_that_is_not_open_sends_a_stranger_to_the_sign_in_page(client):
    closed = [path for path, _, gate in _every_address() if gate is not Gate.PUBLIC]
    answers = {path: client.get(path) for path in closed}
    led = {path for path, answer in answers.items() if answer.status_code == 302}
    # What does not lead there is an address that the walk can't spell, and then it leads nowhere at all.
    assert {
        path: answers[path].status_code for path in closed if path not in led and answers[path].status_code != 404
    } == {}
    assert {answers[path].url.partition("?")[0] for path in led} == {"/accounts/login/"}
    assert len(led) > 30


@pytest.mark.django_db
def test_every_address_that_is_not_open_sends_a_person_without_second_factor_to_add_one(client):
    client.force_login(person())
    for path, _, gate in _every_address():
        answer = client.get(path)
        if gate in (Gate.MEMBERS, Gate.CMS) and answer.status_code != 404:
            assert (path, answer.url.partition("?")[0]) == (path, "/accounts/second-factor/")


@pytest.mark.django_db
def test_a_person_who_has_a_factor_must_show_it_and_may_not_add_another(client):
    user = person()
    TOTP.activate(user, "A" * 32)
    client.force_login(user)
    for path in ("/accounts/me/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
        assert client.get(path).url.startswith("/accounts/2fa/reauthenticate/?next=")
    assert client.get("/accounts/2fa/reauthenticate/").status_code == 200


def test_a_new_view_is_for_members():
    def view(request):
        raise NotImplementedError

    assert gates.gate_of(ResolverMatch(view, (), {}, "new"), "/new/") is Gate.MEMBERS
    assert gates.gate_of(ResolverMatch(gates.public(view), (), {}, "new"), "/new/") is Gate.PUBLIC
    assert gates.gate_of(ResolverMatch(gates.public(view), (), {}, "new"), "/cms/new/") is Gate.CMS


def test_a_room_opens_a_library_by_name_or_by_namespace(monkeypatch):
    monkeypatch.setattr(gates, "_public_names", set())
    gates.register_public("feeds:")
    gates.register_public("serve")

    def view(request):
        raise NotImplementedError

    assert gates.gate_of(ResolverMatch(view, (), {}, "one", namespaces=["feeds"]), "/x/") is Gate.PUBLIC
    assert gates.gate_of(ResolverMatch(view, (), {}, "serve"), "/x/") is Gate.PUBLIC
    assert gates.gate_of(ResolverMatch(view, (), {}, "serve", namespaces=["other"]), "/x/") is Gate.MEMBERS


@pytest.mark.django_db
def test_the_way_back_is_kept(client):
    assert client.get("/accounts/people/?page=2").url == "/accounts/login/?next=%2Faccounts%2Fpeople%2F%3Fpage%3D2"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Request": "true", "HX-Current-URL": "http://testserver/a/"},
        {"Accept": "application/json", "Referer": "http://testserver/a/"},
    ],
)
def test_a_script_gets_401_and_the_page_stays(client, headers):
    answer = client.get("/accounts/me/", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["url"] == "/accounts/login/?next=%2Fa%2F"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_form_that_comes_too_late_gives_back_what_was_typed_but_no_secret(client):
    typed = {"work_phone": "555-0100", "note": "Line one", "password": "hidden-words", "blank": " "}
    answer = client.post("/accounts/me/", typed, headers={"Referer": "http://testserver/accounts/me/"})
    assert answer.status_code == 401
    assert answer.context["typed"] == [("Work phone", "555-0100"), ("Note", "Line one")]
    assert answer.context["sign_in"] == "/accounts/login/?next=%2Faccounts%2Fme%2F"
    assert "hidden-words" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_person_whose_membership_ended_reads_whom_to_call(client):
    coordinator = person(first_name="Luz", last_name="Vega", work_phone="555-0123")
    person(county="sacramento")
    user = person(role=Role.MEMBER)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    user.memberships.update(valid_from=yesterday, valid_to=yesterday)
    sign_in(client, user)
    answer = client.get("/accounts/me/")
    assert answer.status_code == 403
    assert [(each.name, each.work_phone) for each in answer.context["contacts"]] == [(str(coordinator), "555-0123")]


@pytest.mark.django_db
def test_who_never_had_a_county_calls_pact_staff(client):
    staff = person(role=Role.STAFF)
    sign_in(client, UserFactory())
    assert [each.name for each in client.get("/accounts/me/").context["contacts"]] == [str(staff)]


@pytest.mark.django_db
def test_newer_terms_are_accepted_before_the_next_page(client):
    user = person()
    sign_in(client, user)
    TermsOfUse.objects.create(version="2027-01", body="<p>Newer.</p>", published_at=timezone.now())
    way = client.get("/accounts/me/").url
    assert way == "/accounts/terms/?next=%2Faccounts%2Fme%2F"
    assert client.post(way, {"terms_version": "2027-01"}).status_code == 200  # not ticked
    stale = client.post(way, {"terms_version": "2026-11", "accept": "on"})
    assert "have just changed" in stale.content.decode()
    assert client.post(way, {"terms_version": "2027-01", "accept": "on"}).url == "/accounts/me/"
    assert client.get("/accounts/me/").status_code == 200
    user.refresh_from_db()
    assert (user.terms_version, user.terms_accepted_at is not None) == ("2027-01", True)


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_the_cms_is_for_staff_and_the_privacy_officer(role):
    user = person(role=role)
    if role in (Role.STAFF, Role.PRIVACY_OFFICER):
        access.check_may_enter_cms(user)
    else:
        with pytest.raises(PermissionDenied):
            access.check_may_enter_cms(user)


@pytest.mark.django_db
def test_a_member_passes_every_gate_at_the_price_of_one_query(client, django_assert_num_queries):
    sign_in(client, person())
    with django_assert_num_queries(3):  # the session, the person, the facts
        assert client.get("/accounts/").status_code == 302


def test_a_script_is_told_in_one_sentence_what_is_missing():
    assert set(refusals.SENTENCES) == set(access.Missing)


def test_asking_how_long_the_session_lasts_is_not_activity():
    assert gates.is_passive(own.session)
    assert not gates.is_passive(own.me)
