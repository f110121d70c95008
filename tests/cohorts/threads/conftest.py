"""A registered kind of thread, people of two counties, and an open thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import override_settings

from cohorts.threads import actions, policy
from cohorts.threads.models import Thread
from portal.accounts.factories import person
from portal.accounts.models import User
from tests.cohorts.threads.sample import rules


@pytest.fixture(autouse=True)
def sample_room() -> Iterator[None]:
    rules.register()
    with override_settings(ROOT_URLCONF="tests.cohorts.threads.sample.urls"):
        yield
    policy.forget(rules.KIND)


@pytest.fixture
def kern(db: None) -> User:
    return person("kern")


@pytest.fixture
def fresno(db: None) -> User:
    return person("fresno")


@pytest.fixture
def outsider(db: None) -> User:
    return person("modoc")


@pytest.fixture
def thread(kern: User) -> Thread:
    return actions.open_thread(rules.KIND, opened_by=kern)


@pytest.fixture
def say(thread: Thread) -> Callable[..., object]:
    """Posts a reply with a key of its own."""
    import uuid

    def post(author: User, body: str, key: uuid.UUID | None = None):
        return actions.post_reply(thread_id=thread.pk, author=author, body=body, key=key or uuid.uuid4())

    return post
