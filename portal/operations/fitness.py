"""What production must not be started with. `check --deploy` says it, and the servers refuse to start."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from portal.operations.demo import DEMO_SUFFIX, demo_people_exist

DEMO_PEOPLE = checks.Error(
    f"The database holds demo people (addresses ending in {DEMO_SUFFIX}), and anyone could sign in as one of them: "
    "start production on a database of its own.",
    id="operations.E001",
)
NO_REDIS = checks.Error(
    "PAGE_PROCESSES is more than 1 and REDIS_URL is not set, so that processes could not reach each other's open "
    "pages: set REDIS_URL, or PAGE_PROCESSES to 1.",
    id="operations.E002",
)
NO_DATABASE = checks.Warning(
    "The database could not be asked for demo people: run this where DATABASE_URL can be reached, after migrate.",
    id="operations.W001",
)


def check_production(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """What makes this installation unfit for production. Empty when embedded."""
    if not settings.PRODUCTION:
        return []
    found: list[checks.CheckMessage] = []
    if settings.PAGE_PROCESSES > 1 and not settings.REDIS_URL:
        found.append(NO_REDIS)
    try:
        if demo_people_exist():
            found.append(DEMO_PEOPLE)
    except DatabaseError:
        found.append(NO_DATABASE)
    return found


def refuse_unfit() -> None:
    """Called where a server starts: raises ImproperlyConfigured with the sentence if production is unfit.

    A database that can't be reached is no reason: it may come back, and /healthz tells.
    """
    errors = [str(message.msg) for message in check_production() if message.is_serious(checks.ERROR)]
    connection.close()  # a server that forks its workers must not hand them this one
    if errors:
        raise ImproperlyConfigured(errors[0])
