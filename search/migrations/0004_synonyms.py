"""The first synonyms: see search/data/README.md. Staff edit them in the CMS from then on."""

import csv
import secrets
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"


def load_synonyms(apps, schema_editor):
    Synonym = apps.get_model("search", "Synonym")
    with (DATA / "synonyms.csv").open(newline="", encoding="utf-8") as file:
        Synonym.objects.bulk_create(
            Synonym(
                typed=row["typed"],
                also=row["also"],
                both_ways=row["both_ways"] == "yes",
                note=row["note"],
                stamp=secrets.randbits(31),
            )
            for row in csv.DictReader(file)
        )


def unload_synonyms(apps, schema_editor):
    apps.get_model("search", "Synonym").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0003_words")]

    operations = [migrations.RunPython(load_synonyms, unload_synonyms)]
