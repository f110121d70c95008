"""The demo: loaded once, in one transaction, and never beside real people."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from portal.operations.registry import demo_builders

# RFC 2606 keeps .example for examples, so that no real address ends with it.
DEMO_SUFFIX = ".example"


class DemoRefused(Exception):
    """The demo may not be loaded here; the text says why."""


def demo_people_exist() -> bool:
    """Whether the database holds people of the demo, known by their addresses."""
    return get_user_model()._default_manager.filter(email__endswith=DEMO_SUFFIX).exists()


def load() -> str:
    """Loads the demo if there is nobody yet, and says in one line what it did. All of it is loaded, or nothing.

    Raises DemoRefused in production, and where there are real people.
    """
    if settings.PRODUCTION:
        raise DemoRefused("The demo is never loaded in production: it would let strangers in.")
    if demo_people_exist():
        return "The demo is already there."
    people = get_user_model()._default_manager
    if people.exists():
        raise DemoRefused("The demo was not loaded, because this database holds real people.")
    with transaction.atomic():
        for build in list(demo_builders.values()):
            build()
    return f"Loaded the demo with {people.count()} people: {', '.join(demo_builders) or 'no room has one yet'}."
