"""Wagtail's "Welcome" page and its Site make room for our front door; the main menu gets the rooms of the house."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations

ROOT_PATH = "0001"
TITLE = "PACT portal"
MAIN_MENU = [
    ("Desk", "/desk/", "members"),
    ("Directory", "/directory/", "public"),
    ("Requests", "/requests/", "members"),
    ("Convenings", "/convenings/", "members"),
    ("Cohorts", "/cohorts/", "public"),
    ("Counties", "/counties/", "public"),
]


def open_front_door(apps, schema_editor):
    content_type = apps.get_model("contenttypes", "ContentType")
    page = apps.get_model("wagtailcore", "Page")
    welcome = content_type.objects.get(app_label="wagtailcore", model="page")
    page.objects.filter(content_type=welcome, depth=2).delete()  # the Site goes with it
    front = apps.get_model("pages", "HomePage").objects.create(
        title=TITLE,
        draft_title=TITLE,
        slug="home",
        content_type=content_type.objects.get_or_create(app_label="pages", model="homepage")[0],
        locale=apps.get_model("wagtailcore", "Locale").objects.get(),
        path=f"{ROOT_PATH}0001",
        depth=2,
        numchild=0,
        url_path="/home/",
        access="public",
    )
    page.objects.filter(path=ROOT_PATH).update(numchild=1)
    address = urlsplit(settings.SITE_URL)
    apps.get_model("wagtailcore", "Site").objects.create(
        hostname=address.hostname or "localhost",
        port=address.port or (443 if address.scheme == "https" else 80),
        root_page=front,
        is_default_site=True,
        site_name=TITLE,
    )


def close_front_door(apps, schema_editor):
    apps.get_model("wagtailcore", "Page").objects.filter(path__startswith=f"{ROOT_PATH}0001").delete()
    apps.get_model("wagtailcore", "Page").objects.filter(path=ROOT_PATH).update(numchild=0)


def fill_main_menu(apps, schema_editor):
    menu = apps.get_model("pages", "NavigationMenu").objects.create(place="main")
    apps.get_model("pages", "NavigationMenu").objects.create(place="footer")
    item = apps.get_model("pages", "NavigationItem")
    for order, (label, path, access) in enumerate(MAIN_MENU):
        item.objects.create(menu=menu, label=label, path=path, access=access, sort_order=order)


def empty_menus(apps, schema_editor):
    apps.get_model("pages", "NavigationMenu").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [
        migrations.RunPython(open_front_door, close_front_door),
        migrations.RunPython(fill_main_menu, empty_menus),
    ]
