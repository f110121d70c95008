"""Databases for tests: migrated once, copied for each worker and each server process, never flushed.

Flushing would remove Wagtail's root page and run into the triggers that protect the audit.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import environ

from portal.operations.embedded import local_secret_key

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "test-databases"
SERVER_URL = os.environ.get("DATABASE_URL", "")
ON_POSTGRESQL = SERVER_URL.startswith("postgres")


def _fingerprint(*patterns: str) -> str:
    """Of files, of Python and of the secret key: a demo made with another key holds factors that nobody can read."""
    key = os.environ.get("SECRET_KEY") or local_secret_key(Path(os.environ.get("VAR_DIR", ROOT / "var")))
    digest = hashlib.sha256(f"{sys.version} {key}".encode())
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            if ".venv" not in file.parts and file.is_file():
                digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _manage(url: str, *args: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *args],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "REDIS_URL": "", "ELASTICSEARCH_URL": "", "DATABASE_APP_ROLE": ""},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _sql(statement: str) -> None:
    import psycopg

    with psycopg.connect(SERVER_URL, autocommit=True) as connection:
        connection.execute(statement.encode())


def url_of(name: str) -> str:
    """The DATABASE_URL of a test database of this name."""
    if ON_POSTGRESQL:
        return SERVER_URL.rsplit("/", 1)[0] + "/" + name
    return f"sqlite:///{CACHE / name}.sqlite3"


def _exists(name: str) -> bool:
    if not ON_POSTGRESQL:
        return (CACHE / f"{name}.sqlite3").exists()
    import psycopg

    with psycopg.connect(SERVER_URL) as connection:
        return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def _copy(source: str, target: str) -> None:
    if ON_POSTGRESQL:
        _sql(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
    else:
        shutil.copy(CACHE / f"{source}.sqlite3", CACHE / f"{target}.sqlite3")


def _drop(name: str) -> None:
    if ON_POSTGRESQL:
        _sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    else:
        for file in CACHE.glob(f"{name}.sqlite3*"):
            file.unlink()


@contextmanager
def _lock(name: str) -> Iterator[None]:
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def template(*, demo: bool) -> str:
    """The name of a migrated database, with or without the demo; built if the code that makes it has changed."""
    migrated = "pact_migrated_" + _fingerprint(
        "tests/databases.py",
        "**/migrations/*.py",
        "search/data/synonyms.csv",
        "portal/*/data/*",
        "requirements.txt",
        "portal/settings.py",
    )
    rooms = ("portal", "search", "resources", "events", "cohorts")
    name = "pact_demo_" + _fingerprint(*(f"{room}/**/*.py" for room in rooms), "tests/databases.py", "requirements.txt")
    wanted = name if demo else migrated
    with _lock("templates"):
        if _exists(wanted):
            return wanted
        draft = f"{wanted}_draft"
        _drop(draft)
        if demo and _exists(migrated):
            _copy(migrated, draft)
        elif ON_POSTGRESQL:
            _sql(f'CREATE DATABASE "{draft}"')
        _manage(url_of(draft), "migrate", "--verbosity", "0")
        if demo:
            _manage(url_of(draft), "search_rebuild")
            _manage(url_of(draft), "load_demo")
        if ON_POSTGRESQL:
            _sql(f'ALTER DATABASE "{draft}" RENAME TO "{wanted}"')
        else:
            _checkpoint(CACHE / f"{draft}.sqlite3")
            (CACHE / f"{draft}.sqlite3").rename(CACHE / f"{wanted}.sqlite3")
    return wanted


def _checkpoint(file: Path) -> None:
    """Moves the write-ahead log into the file, so that copying the one file copies everything."""
    import sqlite3

    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


@contextmanager
def copy_of(source: str) -> Iterator[str]:
    """A database of its own, copied from a template and dropped at the end. Yields its DATABASE_URL."""
    name = f"pact_test_{uuid.uuid4().hex[:12]}"
    with _lock("copies"):  # PostgreSQL refuses two copies of one template at the same time
        _copy(source, name)
    try:
        yield url_of(name)
    finally:
        _drop(name)


def settings_of(url: str) -> dict[str, object]:
    """The part of Django's DATABASES entry that names the database."""
    return {"NAME": environ.Env.db_url_config(url)["NAME"]}
