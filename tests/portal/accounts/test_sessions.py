"""What a stored session is worth, with no request at hand."""

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from portal.accounts import sessions
from portal.accounts.factories import UserFactory, person
from portal.accounts.models import TermsOfUse
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def _rewrite(key, **changes):
    session = Session.objects.get(pk=key)
    data = {**session.get_decoded(), **changes}
    session.session_data = Session.get_session_store_class()().encode(
        {name: value for name, value in data.items() if value is not None}
    )
    session.save()


@pytest.fixture
def user():
    return person()


@pytest.fixture
def key(client, user):
    return sign_in(client, user)


def test_a_session_in_good_order_stands_for_its_person_until_the_idle_limit(key, user, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = sessions.standing(key)
    assert found.user == user
    left = found.ends_at - timezone.now()
    assert datetime.timedelta(minutes=29) < left <= datetime.timedelta(minutes=30)


def test_reading_the_standing_is_not_activity(key):
    before = Session.objects.get(pk=key).session_data
    sessions.standing(key)
    assert Session.objects.get(pk=key).session_data == before


@pytest.mark.parametrize("key_given", [None, "", "nosuchsession"])
def test_nobody_stands_behind_no_session(key_given):
    assert sessions.standing(key_given) == sessions.NOBODY


@pytest.mark.parametrize(
    "changes",
    [
        {sessions.SECOND_FACTOR_OF: None},
        {sessions.SECOND_FACTOR_OF: 0},
        {sessions.SEEN_AT: None},
        {sessions.SIGNED_IN_AT: None},
        {sessions.SEEN_AT: (timezone.now() - datetime.timedelta(minutes=31)).timestamp()},
        {sessions.SIGNED_IN_AT: (timezone.now() - datetime.timedelta(hours=13)).timestamp()},
        {"_auth_user_hash": "another"},
        {"_auth_user_backend": "some.other.Backend"},
    ],
    ids=["no factor", "another's factor", "no clock", "no start", "idle", "too old", "old password", "other backend"],
)
def test_nobody_stands_behind_a_session_that_lost_what_it_needs(key, changes):
    _rewrite(key, **changes)
    assert sessions.standing(key) == sessions.NOBODY


def test_nobody_stands_behind_a_disabled_person(key, user):
    user.is_active = False
    user.save()
    assert sessions.standing(key) == sessions.NOBODY


def test_nobody_stands_behind_a_membership_that_ended_yesterday(key, user):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    user.memberships.update(valid_from=yesterday, valid_to=yesterday)
    assert sessions.standing(key) == sessions.NOBODY


def test_a_membership_ends_after_its_last_day(key, user):
    user.memberships.update(valid_to=timezone.localdate())
    assert sessions.standing(key).user == user


def test_nobody_stands_behind_a_person_without_any_membership(client):
    assert sessions.standing(sign_in(client, UserFactory())) == sessions.NOBODY


def test_newer_terms_must_be_accepted_first(key):
    TermsOfUse.objects.create(version="2027-01", body="<p>Newer.</p>", published_at=timezone.now())
    assert sessions.standing(key) == sessions.NOBODY


def test_terms_of_tomorrow_change_nothing_today(key, user):
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    TermsOfUse.objects.create(version="2027-01", body="<p>Newer.</p>", published_at=tomorrow)
    assert sessions.standing(key).user == user


def test_ending_sessions_spares_the_one_that_is_named(client, key, user, heard, django_capture_on_commit_callbacks):
    UserSession.objects.create(user=user, session_key="elsewhere", ip="127.0.0.1", user_agent="test")
    with django_capture_on_commit_callbacks(execute=True):
        assert sessions.end_sessions(user, except_key=key) == 1
    assert heard == [(user.pk, "elsewhere")]
    assert sessions.standing(key).user == user


def test_ending_every_session_leaves_nobody(key, user, heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert sessions.end_sessions(user) == 1
    assert heard == [(user.pk, key)]
    assert sessions.standing(key) == sessions.NOBODY


def test_signing_out_is_heard(client, key, user, heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/logout/")
    assert heard == [(user.pk, key)]
    assert sessions.standing(key) == sessions.NOBODY


def test_activity_is_noted_once_a_minute():
    session = {}
    sessions.start(session, timezone.now() - datetime.timedelta(seconds=59))
    first = dict(session)
    sessions.stamp(session)
    assert session == first
    sessions.stamp(session, always=True)
    assert session[sessions.SEEN_AT] > first[sessions.SEEN_AT]
