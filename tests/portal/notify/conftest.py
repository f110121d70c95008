"""A kind of notification as a room above would register it, with a switch for who may see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.accounts.models import User
from portal.notify import Delivery, NotificationKind, kinds, register


@pytest.fixture
def hidden() -> set[tuple[str, str]]:
    """Pairs of e-mail and ref that may not be seen."""
    return set()


@pytest.fixture(autouse=True)
def test_kinds(hidden: set[tuple[str, str]]) -> Iterator[None]:
    before = dict(kinds._kinds)
    kinds._kinds.clear()
    for code, default in (
        ("test.daily", Delivery.DAILY),
        ("test.mailed", Delivery.INSTANT),
        ("test.quiet", Delivery.INBOX),
    ):
        register(
            NotificationKind(
                code=code,
                label=f"Event {code}",
                can_see=lambda user, ref: (user.email, ref) not in hidden,
                title=lambda user, ref: f"Something about {ref}",
                url=lambda ref: f"/somewhere/{ref}/",
                default=default,
            )
        )
    yield
    kinds._kinds.clear()
    kinds._kinds.update(before)


@pytest.fixture
def ana(db: None) -> User:
    return User.objects.create_user("ana@kern.example", first_name="Ana", last_name="Ortiz")


@pytest.fixture
def ben(db: None) -> User:
    return User.objects.create_user("ben@fresno.example", first_name="Ben", last_name="Lee")
