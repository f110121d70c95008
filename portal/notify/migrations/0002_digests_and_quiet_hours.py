"""A choice of three for each kind, in the place of "by mail: yes or no"; daily mails; quiet hours."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

HOURS = [
    *[(0, "midnight"), (1, "1 am"), (2, "2 am"), (3, "3 am"), (4, "4 am"), (5, "5 am"), (6, "6 am"), (7, "7 am")],
    *[(8, "8 am"), (9, "9 am"), (10, "10 am"), (11, "11 am"), (12, "noon"), (13, "1 pm"), (14, "2 pm"), (15, "3 pm")],
    *[(16, "4 pm"), (17, "5 pm"), (18, "6 pm"), (19, "7 pm"), (20, "8 pm"), (21, "9 pm"), (22, "10 pm"), (23, "11 pm")],
]
DELIVERIES = [("instant", "At once"), ("daily", "In one daily mail"), ("inbox", "Only in the inbox")]
MAIL_STATES = [
    ("waiting", "Not yet decided, or waiting for the end of quiet hours"),
    ("daily", "Waits for the daily mail"),
    ("sending", "Handed to the mail server, no answer yet"),
    ("sent", "Sent"),
    ("none", "No mail"),
]
DIGEST_STATES = [
    ("waiting", "Refused by the mail server, to be tried again"),
    ("sending", "Handed to the mail server, no answer yet"),
    ("sent", "Sent"),
    ("none", "Nothing was left to say"),
]


def keep_choices(apps, schema_editor):
    """Who wanted mail gets it at once, as before; who wanted none looks into the inbox."""
    preferences = apps.get_model("notify", "Preference").objects
    preferences.filter(by_mail=True).update(delivery="instant")
    preferences.filter(by_mail=False).update(delivery="inbox")


def give_choices_back(apps, schema_editor):
    """What waits for a daily mail would wait for good without one, so it goes out at once."""
    apps.get_model("notify", "Preference").objects.exclude(delivery="inbox").update(by_mail=True)
    apps.get_model("notify", "Notification").objects.filter(mail="daily").update(mail="waiting")


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("notify", "0001_initial")]

    operations = [
        migrations.AddField(
            "preference", "delivery", models.CharField(choices=DELIVERIES, default="inbox", max_length=7)
        ),
        # Going back, the column comes without a value before the choices are carried over.
        migrations.AlterField("preference", "by_mail", models.BooleanField(default=False)),
        migrations.RunPython(keep_choices, give_choices_back),
        migrations.RemoveField("preference", "by_mail"),
        migrations.AlterField("preference", "delivery", models.CharField(choices=DELIVERIES, max_length=7)),
        migrations.AddConstraint(
            "preference",
            models.CheckConstraint(
                condition=models.Q(delivery__in=["instant", "daily", "inbox"]),
                name="notify_preference_is_one_of_the_three",
            ),
        ),
        migrations.CreateModel(
            name="MailHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_hours",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "digest_hour",
                    models.PositiveSmallIntegerField("The daily mail comes at", choices=HOURS, default=7),
                ),
                ("quiet", models.BooleanField("Quiet hours: no mail between these two hours", default=False)),
                ("quiet_from", models.PositiveSmallIntegerField("Quiet from", choices=HOURS, default=20)),
                ("quiet_until", models.PositiveSmallIntegerField("Quiet until", choices=HOURS, default=7)),
                (
                    "quiet_weekends",
                    models.BooleanField("Quiet weekends: no mail on Saturday and Sunday", default=False),
                ),
                (
                    "urgent_passes",
                    models.BooleanField("Urgent mail comes even in quiet hours and on quiet weekends", default=True),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(digest_hour__lt=24, quiet_from__lt=24, quiet_until__lt=24),
                        name="notify_hours_of_a_day",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(quiet_from=models.F("quiet_until")) | models.Q(quiet=False),
                        name="notify_quiet_hours_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("day", models.DateField()),
                ("state", models.CharField(choices=DIGEST_STATES, default="sending", max_length=8)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["user", "day"], name="notify_one_digest_per_day")],
            },
        ),
        migrations.AlterField(
            "notification", "mail", models.CharField(choices=MAIL_STATES, default="waiting", max_length=8)
        ),
        migrations.AddField(
            "notification",
            "digest",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="notifications",
                to="notify.digest",
            ),
        ),
        migrations.AddIndex(
            "notification",
            models.Index(fields=["user", "created_at"], condition=models.Q(mail="daily"), name="notify_daily"),
        ),
    ]
