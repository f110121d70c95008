"""The first policy of each subject; staff edit them in the CMS from then on.

Shelter beds change every night; vacancies of programs and agencies over a week; waiting lists over a month; a text is read
again by its owner twice a year. Defaults to confirm with the counties.
"""

from django.db import migrations

DAY = 24
# subject: fresh for, not known after, hidden from the public after; in days
FIRST = {
    "nightly": (1, 3, None),
    "vacancy": (3, 7, None),
    "service": (14, 30, None),
    "text": (90, 180, 365),
}


def lay(apps, schema_editor):
    FreshnessPolicy = apps.get_model("resources", "FreshnessPolicy")
    for subject, (fresh, stale, hidden) in FIRST.items():
        FreshnessPolicy.objects.create(
            subject=subject, fresh_hours=fresh * DAY, stale_hours=stale * DAY, hidden_hours=hidden and hidden * DAY
        )


def lift(apps, schema_editor):
    apps.get_model("resources", "FreshnessPolicy").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("resources", "0002_append_only")]

    operations = [migrations.RunPython(lay, lift)]
