"""The 58 counties, who borders whom, and the sets of counties that are known by name: see portal/counties/data/README.md."""

import csv
import json
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"


def load_counties(apps, schema_editor):
    County = apps.get_model("counties", "County")
    with (DATA / "counties.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    neighbors = {row["fips"]: row.pop("neighbors").split() for row in rows}
    County.objects.bulk_create(County(**row) for row in rows)
    Border = County.neighbors.through
    Border.objects.bulk_create(
        Border(from_county_id=fips, to_county_id=other) for fips, others in neighbors.items() for other in others
    )


def load_tags(apps, schema_editor):
    County = apps.get_model("counties", "County")
    Tag = apps.get_model("counties", "Tag")
    CountyTag = apps.get_model("counties", "CountyTag")
    by_slug = {county.slug: county for county in County.objects.all()}
    for entry in json.loads((DATA / "tags.json").read_text(encoding="utf-8")):
        tag = Tag.objects.create(**{name: entry[name] for name in ("kind", "slug", "name", "note", "source")})
        CountyTag.objects.bulk_create(
            CountyTag(tag=tag, county=by_slug[slug], valid_from=entry["valid_from"], valid_to=entry["valid_to"])
            for slug in entry["counties"].split()
        )


def unload(apps, schema_editor):
    for model in ("CountyTag", "Tag", "County"):
        apps.get_model("counties", model).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("counties", "0001_initial")]

    operations = [
        migrations.RunPython(load_counties, unload),
        migrations.RunPython(load_tags, migrations.RunPython.noop),
    ]
