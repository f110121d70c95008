"""What the application's own role may do in PostgreSQL: everything it needs, and nothing that changes the audit."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from portal.audit.models import AuditHead, AuditRow


class LockDownRefused(Exception):
    """The role can't be locked down; the text says why and what to do."""


def lock_down(role: str) -> None:
    """Grants `role` the use of all tables, but of audit rows only SELECT and INSERT. Run as the owner, after `migrate`.

    Safe to repeat. Raises LockDownRefused when this isn't PostgreSQL, when the role doesn't exist, or when it would
    be let in anyway because it is a superuser or stands for the owner of the tables.
    """
    if connection.vendor != "postgresql":
        raise LockDownRefused("Only PostgreSQL has roles; on SQLite the triggers alone protect the audit.")
    with transaction.atomic(), connection.cursor() as cursor:
        _check_role(cursor, role)
        for statement in _statements(connection.ops.quote_name(role)):
            cursor.execute(statement)


def _check_role(cursor: CursorWrapper, role: str) -> None:
    cursor.execute(
        "SELECT rolsuper, pg_has_role(rolname, current_user, 'MEMBER') FROM pg_roles WHERE rolname = %s", [role]
    )
    found = cursor.fetchone()
    if found is None:
        raise LockDownRefused(f"There is no role {role}: create it with LOGIN and a password, and run this again.")
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
