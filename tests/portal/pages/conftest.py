"""Readers of every kind, and files that are thrown away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

from portal.accounts.factories import person
from portal.accounts.roles import Role
from tests.signing_in import sign_in


def nobody() -> Client:
    return Client()


def halfway() -> Client:
    """A member who signed in with the password and has shown no second factor."""
    client = Client()
    client.force_login(person())
    return client


def member() -> Client:
    client = Client()
    sign_in(client, person())
    return client


def staff() -> Client:
    client = Client()
    sign_in(client, person(county=None, role=Role.STAFF))
    return client


def former() -> Client:
    """A person whose only membership has ended."""
    client = Client()
    user = person()
    user.memberships.update(valid_from="2024-01-01", valid_to="2024-12-31")
    sign_in(client, user)
    return client


READERS: dict[str, Callable[[], Client]] = {
    "nobody": nobody,
    "halfway": halfway,
    "former": former,
    "member": member,
    "staff": staff,
}


def fetch(client: Client, url: str, **headers: str) -> HttpResponse:
    """The answer with a file's bytes in `body`: reading them to the end closes the file."""
    answer = client.get(url, headers=headers)
    answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer


@pytest.fixture
def reader(request: pytest.FixtureRequest, db: None) -> Client:
    """A signed-in client, by the name of its kind."""
    return READERS[request.param]()


@pytest.fixture(autouse=True)
def media(settings: object, tmp_path: Path) -> Path:
    """Uploaded files of a test stay in its own folder."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path
