"""The demo people, and the help that must never appear in production."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from portal.accounts import demo, demo_people
from portal.accounts.factories import PASSWORD
from portal.accounts.models import Membership, User
from portal.accounts.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    demo.build()


def test_the_demo_builds_the_people_that_the_other_rooms_count_on(loaded):
    emails = set(User.objects.values_list("email", flat=True))
    assert set(demo_people.SHOWN) <= emails
    assert len(emails) == 58 * 2 + 12 * 2 + 5 + 5 + 3
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == len(emails)
    assert Authenticator.objects.filter(type="totp").count() == len(emails)
    assert Membership.objects.current().count() == len(emails) - 3
    assert Membership.objects.filter(role=Role.COORDINATOR).values("county").distinct().count() == 58
    assert len({(user.first_name, user.last_name) for user in User.objects.all()}) > len(emails) * 0.9
    assert len(set(User.objects.values_list("password", flat=True))) == 1
    assert all(email.endswith(".example") for email in emails)


def test_every_machine_has_the_same_demo(loaded):
    first = list(User.objects.order_by("email").values_list("email", "first_name", "last_name", "work_phone"))
    Authenticator.objects.all().delete()
    Membership.objects.all().delete()
    EmailAddress.objects.all().delete()
    User.objects.all().delete()
    demo.build()
    assert list(User.objects.order_by("email").values_list("email", "first_name", "last_name", "work_phone")) == first


def test_the_sign_in_pages_help_a_visitor_of_the_demo_all_the_way(client, loaded):
    page = client.get("/accounts/login/").content.decode()
    assert PASSWORD in page
    assert "coordinator@kern.example" in page
    client.post("/accounts/login/", {"login": "coordinator@kern.example", "password": PASSWORD})
    page = client.get("/accounts/2fa/authenticate/")
    code = page.context["demo"].code
    assert f"<strong>{code}</strong>" in page.content.decode()
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).url == "/desk/"
    assert client.get("/accounts/me/").status_code == 200


def test_no_help_without_the_demo(client):
    assert PASSWORD not in client.get("/accounts/login/").content.decode()


def test_no_help_in_production_even_with_the_demo_people_present(client, loaded, settings):
    settings.PRODUCTION = True
    page = client.get("/accounts/login/").content.decode()
    assert PASSWORD not in page
    assert "kern.example" not in page
    client.post("/accounts/login/", {"login": "coordinator@kern.example", "password": PASSWORD})
    page = client.get("/accounts/2fa/authenticate/")
    assert page.status_code == 200
    assert demo_people.code_of("coordinator@kern.example") not in page.content.decode()
    with pytest.raises(CommandError, match="production refuses it"):
        call_command("demo_people")


def test_the_command_prints_the_people_and_a_code(loaded, capsys):
    call_command("demo_people")
    printed = capsys.readouterr().out
    assert PASSWORD in printed
    assert [line.split()[0] for line in printed.splitlines() if line.startswith("  ")] == list(demo_people.SHOWN)
    call_command("demo_people", "coordinator@kern.example")
    assert len(capsys.readouterr().out.strip()) == 6
