"""Tokens: made, shown once, used, seen by their owner alone, ended."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.audit.models import AuditRow
from resources.factories import listing
from resources.hsds.tokens import actions
from resources.models import ApiToken
from tests.resources.hsds.conftest import member
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def ask(secret, scheme="Bearer"):
    return Client().get("/api/hsds/services", headers={"authorization": f"{scheme} {secret}"})


def test_a_token_gives_its_owners_tier_and_nothing_else(worker):
    listing(name="Open")
    listing(name="Hidden", is_confidential=True)
    _, secret = actions.make_token(worker, name="Dashboard", days=30)
    answer = ask(secret)
    assert sorted(each["name"] for each in answer.json()["contents"]) == ["Hidden", "Open"]
    assert answer["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in answer
    page = Client().get(reverse("resources:tokens"), headers={"authorization": f"Bearer {secret}"})
    assert page.status_code == 302  # to the sign-in: it opens no page


def test_the_secret_is_stored_nowhere(worker):
    token, secret = actions.make_token(worker, name="Dashboard", days=30)
    stored = ApiToken.objects.values().get(pk=token.pk)
    assert not any(secret in str(value) for value in stored.values())
    assert secret.startswith(token.beginning)
    assert [(row.act, row.facts) for row in AuditRow.objects.filter(act="api_token.made")] == [
        ("api_token.made", {"days": 30})
    ]


@pytest.mark.parametrize("sent", ["Bearer", "Bearer nothing", "Basic dXNlcjpwYXNz", "", "Bearer pact_é"])
def test_what_is_no_token_is_refused_and_not_taken_for_the_public(sent):
    answer = Client().get("/api/hsds/services", headers={"authorization": sent})
    assert (answer.status_code, answer.json()["status"]) == (401, 401)


def _revoked(token, owner):
    actions.revoke_token(owner, token.pk)


def _ended(token, owner):
    now = timezone.now()
    ApiToken.objects.filter(pk=token.pk).update(made_at=now - datetime.timedelta(days=40), ends_at=now)


def _closed(token, owner):
    owner.is_active = False
    owner.save()


def _left(token, owner):
    owner.memberships.all().delete()


@pytest.mark.parametrize("end", [_revoked, _ended, _closed, _left])
def test_a_token_dies_at_once(worker, end):
    token, secret = actions.make_token(worker, name="Dashboard", days=30)
    assert ask(secret).status_code == 200
    end(token, worker)
    assert ask(secret).status_code == 401


def test_a_role_that_is_lost_is_lost_to_the_token_too(worker):
    made = listing(is_confidential=True, referral_steps="Call the intake line.")
    _, secret = actions.make_token(worker, name="Dashboard", days=30)

    def steps():
        headers = {"authorization": f"Bearer {secret}"}
        return Client().get(f"/api/hsds/services/{made.pk}", headers=headers).json().get("application_process")

    assert steps() == "Call the intake line."
    worker.memberships.update(role=Role.MEMBER)
    assert steps() is None


def test_use_is_noted_once_a_minute(worker):
    token, secret = actions.make_token(worker, name="Dashboard", days=30)
    ask(secret)
    token.refresh_from_db()
    first = token.last_used_at
    assert first is not None
    ask(secret)
    token.refresh_from_db()
    assert token.last_used_at == first


def test_nobody_makes_more_than_ten_and_a_stranger_none(worker):
    for number in range(actions.MOST):
        actions.make_token(worker, name=f"Token {number}", days=30)
    with pytest.raises(actions.TokenNotMade, match="Revoke one"):
        actions.make_token(worker, name="One more", days=30)
    outsider = person()
    outsider.memberships.all().delete()
    with pytest.raises(PermissionDenied, match="Tokens are for members"):
        actions.make_token(outsider, name="Mine", days=30)


def test_nobody_revokes_another_persons_token(worker):
    token, secret = actions.make_token(worker, name="Dashboard", days=30)
    with pytest.raises(ApiToken.DoesNotExist):
        actions.revoke_token(member(role=Role.STAFF), token.pk)
    assert ask(secret).status_code == 200


def test_the_page_shows_a_new_secret_once_and_lists_the_persons_own(client, worker):
    actions.make_token(member(), name="Somebody else’s", days=30)
    sign_in(client, worker)
    address = reverse("resources:tokens")
    made = client.post(address, {"name": "County dashboard", "days": "90"})
    secret = re.search(r"pact_[\w-]{43}", made.content.decode())[0]
    assert made["Cache-Control"].count("no-store") == 1
    assert ask(secret).status_code == 200
    page = client.get(address).content.decode()
    assert secret not in page
    assert "County dashboard" in page
    assert "Somebody else" not in page
    token = ApiToken.objects.get(owner=worker)
    client.post(reverse("resources:revoke_token", args=[token.pk]))
    assert ask(secret).status_code == 401
    assert client.post(reverse("resources:revoke_token", args=[token.pk])).status_code == 404


def test_a_refused_form_keeps_what_was_typed(client, worker):
    sign_in(client, worker)
    page = client.post(reverse("resources:tokens"), {"name": "County dashboard", "days": "7"})
    assert "County dashboard" in page.content.decode()
    assert not ApiToken.objects.exists()
