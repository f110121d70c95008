"""The database itself refuses to change the audit.

A later migration that makes SQLite rebuild one of the two tables drops its triggers: it has to create them again.
"""

from django.db import migrations

REFUSAL = "The audit is INSERT-only."

# REPLACE deletes without asking the DELETE trigger, hence the one before INSERT.
SQLITE = {
    "audit_row_update": "BEFORE UPDATE ON audit_auditrow BEGIN",
    "audit_row_delete": "BEFORE DELETE ON audit_auditrow BEGIN",
    "audit_row_replace": """BEFORE INSERT ON audit_auditrow WHEN EXISTS (SELECT 1 FROM audit_auditrow
        WHERE id = NEW.id OR (subject = NEW.subject AND number = NEW.number)) BEGIN""",
    "audit_head_delete": "BEFORE DELETE ON audit_audithead BEGIN",
    "audit_head_step": """BEFORE UPDATE ON audit_audithead
        WHEN NEW.subject <> OLD.subject OR NEW.number <> OLD.number + 1 BEGIN""",
}

POSTGRESQL = f"""
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_row_change BEFORE UPDATE OR DELETE ON audit_auditrow
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_row_truncate BEFORE TRUNCATE ON audit_auditrow
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_head_delete BEFORE DELETE ON audit_audithead
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_head_truncate BEFORE TRUNCATE ON audit_audithead
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_head_step BEFORE UPDATE ON audit_audithead
    FOR EACH ROW WHEN (NEW.subject <> OLD.subject OR NEW.number <> OLD.number + 1)
    EXECUTE FUNCTION audit_refuse();
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, params=None)
        return
    for name, condition in SQLITE.items():
        schema_editor.execute(f"CREATE TRIGGER {name} {condition} SELECT RAISE(ABORT, '{REFUSAL}'); END")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION audit_refuse() CASCADE")
        return
    for name in SQLITE:
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
