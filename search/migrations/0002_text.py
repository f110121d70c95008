"""The tables of texts, one for each tier, in the shape of each database vendor; and the first name of the index."""

from django.db import migrations

from search.models import new_token

TIERS = ("public", "member", "placing")
SQLITE = """
CREATE VIRTUAL TABLE search_text_{tier}
USING fts5(title, alias, terms, body, tokenize = "ascii tokenchars '_'", prefix = '2 3')
"""
# The tokens stand beside their vector: what a hit is ranked and explained by is read from there.
POSTGRESQL = """
CREATE TABLE search_text_{tier} (
    rowid bigint PRIMARY KEY,
    vector tsvector NOT NULL,
    title text NOT NULL,
    alias text NOT NULL,
    terms text NOT NULL,
    body text NOT NULL
);
CREATE INDEX search_text_{tier}_vector ON search_text_{tier} USING gin (vector);
"""


def create(apps, schema_editor):
    shape = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for tier in TIERS:
        schema_editor.execute(shape.format(tier=tier), params=None)
    apps.get_model("search", "IndexChange").objects.create(token=new_token(), touched="null")


def drop(apps, schema_editor):
    for tier in TIERS:
        schema_editor.execute(f"DROP TABLE search_text_{tier}")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
