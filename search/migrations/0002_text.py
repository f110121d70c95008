"""The table of texts, in the shape of each database vendor."""

from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE search_text USING fts5(title, alias, terms, body, tokenize = "ascii tokenchars '_'", prefix = '2 3')
"""
POSTGRESQL = """
CREATE TABLE search_text (rowid bigint PRIMARY KEY, vector tsvector NOT NULL);
CREATE INDEX search_text_vector ON search_text USING gin (vector);
"""


def create(apps, schema_editor):
    schema_editor.execute(POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_text")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
