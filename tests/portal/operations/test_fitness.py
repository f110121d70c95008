import os
import subprocess
import sys

import pytest
from django.conf import settings as portal_settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from portal.operations.fitness import DEMO_PEOPLE, NO_REDIS, check_production, refuse_unfit
from tests import databases

ROOT = portal_settings.BASE_DIR
PRODUCTION = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": "a-text-of-more-than-fifty-characters-that-nobody-would-guess-0123456789",
    "ALLOWED_HOSTS": "portal.example",
    "SITE_URL": "https://portal.example",
    "EMAIL_URL": "smtp://localhost:25",
    "PAGE_PROCESSES": "1",
    "REDIS_URL": "",
    "ELASTICSEARCH_URL": "",
}


def python(*args, **variables):
    """A fresh process in production mode; a variable of None is left out."""
    env = {**os.environ, **PRODUCTION, **variables}
    env = {name: value for name, value in env.items() if value is not None}
    return subprocess.run([sys.executable, *args], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def migrated():
    """The address of a migrated database that is the module's own."""
    (ROOT / "portal" / "frontend" / "dist").mkdir(exist_ok=True)  # the styles may not be built where the tests run
    with databases.copy_of(databases.template(demo=False)) as url:
        yield url


def test_production_refuses_to_start_without_a_secret_key():
    done = python("manage.py", "check", SECRET_KEY=None)
    assert done.returncode != 0
    assert "SECRET_KEY is not set. Production needs one" in done.stderr


def test_production_refuses_to_start_without_an_https_address():
    done = python("manage.py", "check", SITE_URL="http://portal.example")
    assert done.returncode != 0
    assert "SITE_URL is not set to an https address" in done.stderr


def test_a_sensible_production_is_clean(migrated):
    done = python("manage.py", "check", "--deploy", "--fail-level", "INFO", DATABASE_URL=migrated)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (0 silenced).\n"


@pytest.mark.parametrize("server", ["portal.wsgi", "portal.asgi"])
def test_the_servers_refuse_to_start_with_processes_that_cannot_reach_each_other(migrated, server):
    done = python("-W", "ignore", "-c", f"import {server}", DATABASE_URL=migrated, PAGE_PROCESSES="2")
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1] == f"django.core.exceptions.ImproperlyConfigured: {NO_REDIS.msg}"


def test_the_servers_own_log_handlers_are_gone(migrated):
    script = (
        "import logging, uvicorn; uvicorn.Config('portal.asgi:application'); import portal.asgi;"
        "loggers = [logging.getLogger(name) for name in ('uvicorn', 'uvicorn.error', 'uvicorn.access')];"
        "print([(each.handlers, each.propagate) for each in loggers])"
    )
    done = python("-W", "ignore", "-c", script, DATABASE_URL=migrated)
    assert done.stdout == "[([], True), ([], True), ([], False)]\n", done.stderr


@pytest.fixture
def production(settings, monkeypatch):
    settings.PRODUCTION, settings.PAGE_PROCESSES, settings.REDIS_URL = True, 1, ""
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's own transaction has to stay open
    return settings


@pytest.mark.django_db
def test_a_fit_production_starts(production):
    get_user_model().objects.create_user("dana@kerncounty.gov", first_name="Dana", last_name="Ferncliff")
    assert check_production() == []
    refuse_unfit()


@pytest.mark.django_db
def test_production_refuses_to_start_with_demo_people(production):
    get_user_model().objects.create_user("dana@kern.example", first_name="Dana", last_name="Ferncliff")
    assert check_production() == [DEMO_PEOPLE]
    with pytest.raises(ImproperlyConfigured, match="holds demo people"):
        refuse_unfit()


@pytest.mark.django_db
def test_several_processes_need_redis(production):
    production.PAGE_PROCESSES = 2
    assert check_production() == [NO_REDIS]
    production.REDIS_URL = "redis://127.0.0.1:6379/0"
    assert check_production() == []


@pytest.mark.django_db
def test_embedded_is_always_fit(production):
    production.PRODUCTION, production.PAGE_PROCESSES = False, 2
    get_user_model().objects.create_user("dana@kern.example", first_name="Dana", last_name="Ferncliff")
    assert check_production() == []
