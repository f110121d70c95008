import io
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from portal.audit import record
from portal.audit.locking_down import LockDownRefused, lock_down
from portal.audit.verification import find_faults
from tests.portal.audit.test_actions import DANA, SUBJECT

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.server("postgresql")


@pytest.fixture
def role():
    """A role of the server, made in the test's transaction and gone with it."""
    name = f"pact_app_{uuid.uuid4().hex[:8]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name}")
    return name


def as_role(role: str, statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute(statement)
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditrow SET actor_label = 'someone else'",
        "DELETE FROM audit_auditrow",
        "TRUNCATE audit_auditrow",
        "DELETE FROM audit_audithead",
        "TRUNCATE audit_audithead",
        "ALTER TABLE audit_auditrow DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_row_change ON audit_auditrow",
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET session_replication_role = replica",
        "DROP TABLE audit_auditrow",
    ],
)
@on_postgresql
def test_the_applications_role_cannot_change_the_audit(role, settings, statement):
    record("request.posted", SUBJECT, DANA)
    settings.DATABASE_APP_ROLE = role
    call_command("audit_lock_down", stdout=io.StringIO())
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
        as_role(role, statement)
    assert list(find_faults()) == []


@on_postgresql
def test_the_applications_role_adds_to_the_audit_and_works_elsewhere(role):
    lock_down(role)
    lock_down(role)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        row = record("request.posted", SUBJECT, DANA)
        cursor.execute("DELETE FROM django_session")
        cursor.execute("RESET ROLE")
    assert row.number == 1
    assert list(find_faults()) == []


@on_postgresql
@pytest.mark.parametrize("statement", ["TRUNCATE audit_auditrow", "TRUNCATE audit_audithead"])
def test_not_even_the_owner_truncates_by_mistake(statement):
    with pytest.raises(DatabaseError, match="INSERT-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@on_postgresql
def test_a_role_that_stands_for_the_owner_is_refused(role):
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_user)")
        cursor.execute(f"GRANT {cursor.fetchone()[0]} TO {role}")
    with pytest.raises(LockDownRefused, match="stands for the owner"):
        lock_down(role)


@on_postgresql
def test_a_role_that_does_not_exist_is_refused():
    with pytest.raises(LockDownRefused, match="There is no role nobody_at_all"):
        lock_down("nobody_at_all")


def test_the_command_passes_a_refusal_on(settings):
    settings.DATABASE_APP_ROLE, settings.DATABASE_APP_PASSWORD = "nobody_at_all", ""
    reasons = {"sqlite": "Only PostgreSQL has roles", "postgresql": "There is no role nobody_at_all"}
    with pytest.raises(CommandError, match=reasons[connection.vendor]):
        call_command("audit_lock_down")


def test_without_the_variable_the_command_says_what_is_missing(settings):
    settings.DATABASE_APP_ROLE = ""
    with pytest.raises(CommandError, match="DATABASE_APP_ROLE is not set"):
        call_command("audit_lock_down")


@on_postgresql
def test_with_a_password_the_role_is_made_and_signs_in_with_it(settings):
    settings.DATABASE_APP_ROLE = f"pact_app_{uuid.uuid4().hex[:8]}"
    settings.DATABASE_APP_PASSWORD = "it's a \\ 'secret' %s"
    for _ in range(2):
        call_command("audit_lock_down", stdout=io.StringIO())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolcanlogin, rolpassword IS NOT NULL FROM pg_authid WHERE rolname = %s",
                [settings.DATABASE_APP_ROLE],
            )
            assert cursor.fetchone() == (True, True)
