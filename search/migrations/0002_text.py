"""The tables of texts, one for each tier, in the shape of each database vendor; and the first name of the index."""

from django.db import migrations

from search.engines import tables
from search.models import new_token


def create(apps, schema_editor):
    for statement in tables.made(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)
    apps.get_model("search", "IndexChange").objects.create(token=new_token(), touched="null")


def drop(apps, schema_editor):
    for statement in tables.dropped():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
