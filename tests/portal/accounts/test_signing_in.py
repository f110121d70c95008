"""Signing in, the second factor, and the limits of a session, as a browser sees them."""

from __future__ import annotations

import datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from cryptography.fernet import InvalidToken
from django.test import Client
from django.utils import timezone

from portal.accounts import demo_people, sessions
from portal.accounts.adapters import SecondFactorAdapter
from portal.accounts.factories import PASSWORD, UserFactory, person
from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    someone = person(email="robin@kern.example")
    TOTP.activate(someone, demo_people.secret_of(someone.email))
    return someone


def _give_password(client, next_page="/accounts/me/", password=PASSWORD, email="robin@kern.example"):
    return client.post(f"/accounts/login/?next={next_page}", {"login": email, "password": password, "next": next_page})


def test_a_person_signs_in_with_password_and_code_and_lands_where_they_wanted(client, user, acts):
    assert _give_password(client).url == "/accounts/2fa/authenticate/"
    assert client.get("/accounts/me/").url.startswith("/accounts/login/")
    answer = client.post("/accounts/2fa/authenticate/", {"code": demo_people.code_of(user.email)})
    assert answer.url == "/accounts/me/"
    assert client.get("/accounts/me/").status_code == 200
    assert sessions.standing(client.session.session_key).user == user
    assert acts("signed_in") == [(f"accounts.user:{user.pk}", user.pk, {})]
    assert UserSession.objects.filter(user=user).count() == 1


def test_a_wrong_code_is_refused_in_words(client, user):
    _give_password(client)
    answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "That code is not right, or was used already" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_code_works_once(client, user):
    code = demo_people.code_of(user.email)
    _give_password(client)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    client.post("/accounts/logout/")
    _give_password(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200


def test_a_recovery_code_replaces_the_factor_once(client, user):

    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    _give_password(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).url == "/accounts/me/"
    assert client.get("/accounts/me/").status_code == 200


def test_a_failed_sign_in_is_on_record_without_the_address_that_was_typed(client, user, acts):
    _give_password(client, password="wrong")
    _give_password(client, email="nobody@kern.example")
    assert acts("sign_in_failed") == [
        (f"accounts.user:{user.pk}", None, {}),
        ("accounts.user:unknown", None, {}),
    ]


def test_a_stranger_can_not_tell_who_has_an_account(client, user, mailoutbox):
    wrong = _give_password(client, password="wrong")
    unknown = _give_password(client, email="nobody@kern.example")
    assert wrong.context["form"].errors == unknown.context["form"].errors
    known = client.post("/accounts/password/reset/", {"email": user.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@kern.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [mail.to for mail in mailoutbox] == [[user.email]]
    assert mailoutbox[0].subject.startswith("PACT portal: ")


def test_guessing_a_password_is_slowed_down(client, user):
    for _ in range(5):
        _give_password(client, password="wrong")
    assert _give_password(client).status_code == 200  # the right password, and still no way on
    assert client.get("/accounts/2fa/authenticate/").url == "/accounts/login/"


def test_sign_up_is_closed(client):
    assert "Joining is by invitation" in client.get("/accounts/signup/").content.decode()
    filled = {"email": "x@x.example", "password1": "quiet-orchard-seven", "password2": "quiet-orchard-seven"}
    client.post("/accounts/signup/", filled)
    assert not User.objects.filter(email="x@x.example").exists()


def test_a_disabled_person_can_not_sign_in(client, user):
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert _give_password(client).url == "/accounts/inactive/"
    assert "This account is closed" in client.get("/accounts/inactive/").content.decode()


def test_the_secret_of_a_factor_is_encrypted_at_rest(user, settings):
    stored = Authenticator.objects.get(user=user).data["secret"]
    assert demo_people.secret_of(user.email) not in stored
    assert SecondFactorAdapter().decrypt(stored) == demo_people.secret_of(user.email)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key entirely"
    assert SecondFactorAdapter().decrypt(stored) == demo_people.secret_of(user.email)
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        SecondFactorAdapter().decrypt(stored)


def test_the_only_factor_can_not_be_removed(client, user):
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.post("/accounts/2fa/totp/deactivate/")
    assert "This is your only second factor" in answer.content.decode()
    assert Authenticator.objects.filter(user=user).count() == 1


def test_changing_a_factor_asks_for_the_password_again(client, user):
    sign_in(client, user)
    assert client.get("/accounts/2fa/totp/deactivate/").url.startswith("/accounts/reauthenticate/")


def test_changing_the_password_ends_every_session(client, user, heard, commits_at_once, mailoutbox):
    here = sign_in(client, user)
    UserSession.objects.create(user=user, session_key="elsewhere", ip="127.0.0.1", user_agent="test")
    new = "other-words-entirely"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert {key for _, key in heard} == {here, "elsewhere"}
    assert not UserSession.objects.filter(user=user).exists()
    assert sessions.standing(here) == sessions.NOBODY
    assert [mail.to for mail in mailoutbox] == [[user.email]]


def test_a_session_is_ended_from_the_list_of_my_sessions(client, user, heard, django_capture_on_commit_callbacks):
    here, elsewhere = sign_in(client, user), sign_in(Client(), user)
    sign_in(Client(), person(role=Role.MEMBER))
    rows = client.get("/accounts/sessions/").context["sessions"]
    assert [row.is_this_one for row in rows] == [True, False]
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/accounts/sessions/{rows[1].pk}/end/").url == "/accounts/sessions/"
    assert heard == [(user.pk, elsewhere)]
    assert sessions.standing(elsewhere) == sessions.NOBODY
    assert sessions.standing(here).user == user


def test_nobody_ends_the_session_of_another(client, user):
    other = sign_in(Client(), person(role=Role.MEMBER))
    sign_in(client, user)
    row = UserSession.objects.get(session_key=other)
    assert client.post(f"/accounts/sessions/{row.pk}/end/").status_code == 404
    assert sessions.standing(other).user is not None


def test_an_idle_session_ends_and_the_sign_in_page_says_so(client, user, heard, django_capture_on_commit_callbacks):
    key = sign_in(client, user)
    _age(client, sessions.SEEN_AT, minutes=31)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.get("/accounts/people/?page=2")
    assert answer.url == "/accounts/login/?next=%2Faccounts%2Fpeople%2F%3Fpage%3D2&ended=1"
    page = client.get(answer.url).content.decode()
    assert "Your session ended" in page
    assert 'value="/accounts/people/?page=2"' in page
    assert heard == [(user.pk, key)]


def test_a_session_ends_after_its_longest_time_however_busy(client, user):
    sign_in(client, user)
    _age(client, sessions.SIGNED_IN_AT, hours=12, minutes=1)
    assert client.get("/accounts/me/").url.endswith("&ended=1")


def test_a_session_that_was_ended_elsewhere_is_said_to_have_ended(client, user):
    sign_in(client, user)
    sessions.end_sessions(user)
    assert client.get("/accounts/me/").url.endswith("&ended=1")


def test_a_first_visit_is_not_said_to_have_ended(client):
    assert client.get("/accounts/me/").url == "/accounts/login/?next=%2Faccounts%2Fme%2F"


def test_reading_a_page_keeps_the_session_alive(client, user):
    sign_in(client, user)
    _age(client, sessions.SEEN_AT, minutes=20)
    assert client.get("/accounts/session/").json()["seconds_left"] in range(595, 601)  # asking changes nothing
    assert client.get("/accounts/session/").json()["seconds_left"] in range(595, 601)
    client.get("/accounts/me/")
    assert client.get("/accounts/session/").json()["seconds_left"] in range(1790, 1801)


def test_saying_that_one_is_still_there_keeps_the_session_alive(client, user):
    sign_in(client, user)
    _age(client, sessions.SEEN_AT, minutes=29)
    assert client.post("/accounts/session/").json()["seconds_left"] in range(1790, 1801)


def test_nobody_has_no_time_left(client):
    assert client.get("/accounts/session/").json() == {"seconds_left": 0}
    assert client.post("/accounts/session/", headers={"Accept": "application/json"}).status_code == 401


def test_the_warning_is_on_the_pages_of_signed_in_people_alone(client, user):
    assert 'role="alertdialog"' not in client.get("/accounts/login/").content.decode()
    sign_in(client, user)
    assert client.get("/accounts/me/").content.decode().count('role="alertdialog"') == 1


def test_signing_out_closes_the_session(client, user):
    key = sign_in(client, user)
    client.post("/accounts/logout/")
    assert sessions.standing(key) == sessions.NOBODY
    assert not UserSession.objects.filter(session_key=key).exists()


def test_a_person_changes_name_and_phone_on_record(client, user, acts):
    sign_in(client, user)
    details = {"first_name": "Robin", "last_name": "Ly", "work_phone": "555-0177"}
    assert client.post("/accounts/me/", details).url == "/accounts/me/"
    user.refresh_from_db()
    assert (user.last_name, user.work_phone) == ("Ly", "555-0177")
    assert acts("profile.changed")[0][2] == {"fields": ["last_name", "work_phone"]}
    client.post("/accounts/me/", details)
    assert len(acts("profile.changed")) == 1


def test_the_profile_shows_memberships_with_their_days(client, user):
    today = timezone.localdate()
    user.memberships.update(valid_from=today - datetime.timedelta(days=9), valid_to=today)
    sign_in(client, user)
    [row] = client.get("/accounts/me/").context["memberships"]
    assert (row.place, row.role, row.is_in_force, row.valid_to) == ("Kern County", "County coordinator", True, today)


def test_nobody_changes_the_address_that_an_invitation_proved(client, user):
    sign_in(client, user)
    assert client.get("/accounts/email/").status_code == 404
    client.post("/accounts/email/", {"email": "new@kern.example", "action_add": ""})
    assert EmailAddress.objects.filter(user=user).count() == 1


def test_an_address_is_one_person_in_any_case():
    UserFactory(email="one@kern.example")
    assert User.objects.get_by_natural_key("ONE@kern.example").email == "one@kern.example"


def _age(client, clock, **by):
    session = client.session
    session[clock] = session[clock] - datetime.timedelta(**by).total_seconds()
    if clock == sessions.SIGNED_IN_AT:
        session[sessions.SEEN_AT] = timezone.now().timestamp()
    session.save()
