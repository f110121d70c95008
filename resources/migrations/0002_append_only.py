"""The database itself refuses to change or remove a count.

A later migration that makes SQLite rebuild the table of counts drops its triggers: it has to create them again, by running
`create` of this module.
"""

from django.db import migrations

REFUSAL = "Counts are added, never changed."

# REPLACE deletes without asking the DELETE trigger, hence the one before INSERT.
SQLITE = {
    "resources_count_update": "BEFORE UPDATE ON resources_availability BEGIN",
    "resources_count_delete": "BEFORE DELETE ON resources_availability BEGIN",
    "resources_count_replace": """BEFORE INSERT ON resources_availability
        WHEN EXISTS (SELECT 1 FROM resources_availability WHERE id = NEW.id) BEGIN""",
}

POSTGRESQL = f"""
CREATE FUNCTION resources_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER resources_count_change BEFORE UPDATE OR DELETE ON resources_availability
    FOR EACH ROW EXECUTE FUNCTION resources_refuse();
CREATE TRIGGER resources_count_truncate BEFORE TRUNCATE ON resources_availability
    FOR EACH STATEMENT EXECUTE FUNCTION resources_refuse();
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, params=None)
        return
    for name, condition in SQLITE.items():
        schema_editor.execute(f"CREATE TRIGGER {name} {condition} SELECT RAISE(ABORT, '{REFUSAL}'); END")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION resources_refuse() CASCADE")
        return
    for name in SQLITE:
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("resources", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
