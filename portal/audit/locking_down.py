"""What the application's own role may do in PostgreSQL: everything it needs, and nothing that changes the audit."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from portal.audit.models import AuditHead, AuditRow


class LockDownRefused(Exception):
    """The role can't be locked down; the text says why and what to do."""


def lock_down(role: str, password: str = "") -> None:
    """Grants `role` the use of all tables, but of audit rows only SELECT and INSERT. Run as the owner, after `migrate`.

    With a password the role is made if it doesn't exist, and signs in with that password from now on. Safe to repeat. Raises LockDownRefused when this isn't PostgreSQL, when the role doesn't exist, or when it would
    be let in anyway because it is a superuser or stands for the owner of the tables.
    """
    if connection.vendor != "postgresql":
        raise LockDownRefused("Only PostgreSQL has roles; on SQLite the triggers alone protect the audit.")
    with transaction.atomic(), connection.cursor() as cursor:
        if password:
            _let_in(cursor, role, password)
        _check_role(cursor, role)
        for statement in _statements(connection.ops.quote_name(role)):
            cursor.execute(statement)


def _let_in(cursor: CursorWrapper, role: str, password: str) -> None:
    from psycopg import sql  # inline: SQLite needs no driver

    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    verb = sql.SQL("ALTER" if cursor.fetchone() else "CREATE")
    statement = sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(verb, sql.Identifier(role), sql.Literal(password))
    cursor.execute(statement.as_string(cursor.connection))


def _check_role(cursor: CursorWrapper, role: str) -> None:
    cursor.execute(
        "SELECT rolsuper, pg_has_role(rolname, current_user, 'MEMBER') FROM pg_roles WHERE rolname = %s", [role]
    )
    found = cursor.fetchone()
    if found is None:
        raise LockDownRefused(f"There is no role {role}: set DATABASE_APP_PASSWORD to have it made.")
    if any(found):
        raise LockDownRefused(
            f"The role {role} is a superuser or stands for the owner of the tables, so nothing can be kept from it: "
            "use a role of its own for the application."
        )


def _statements(role: str) -> list[str]:
    rows, heads = (connection.ops.quote_name(model._meta.db_table) for model in (AuditRow, AuditHead))
    return [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"REVOKE ALL ON {rows}, {heads} FROM PUBLIC, {role}",
        f"GRANT SELECT, INSERT ON {rows} TO {role}",
        f"GRANT SELECT, INSERT, UPDATE ON {heads} TO {role}",
    ]
