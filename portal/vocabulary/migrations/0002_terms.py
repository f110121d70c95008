"""The first terms of every scheme: see portal/vocabulary/data/README.md. Staff edit them in the CMS from then on."""

import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"


def load_terms(apps, schema_editor):
    Term = apps.get_model("vocabulary", "Term")
    for path in sorted(DATA.glob("*.csv")):
        by_code = {"": None}
        with path.open(newline="", encoding="utf-8") as file:
            for position, row in enumerate(csv.DictReader(file), start=1):
                row["broader"] = by_code[row["broader"]]
                by_code[row["code"]] = Term.objects.create(scheme=path.stem, position=position * 10, **row)


def unload_terms(apps, schema_editor):
    Term = apps.get_model("vocabulary", "Term")
    Term.objects.filter(broader__isnull=False).delete()
    Term.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("vocabulary", "0001_initial")]

    operations = [migrations.RunPython(load_terms, unload_terms)]
