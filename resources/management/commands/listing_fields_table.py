"""Puts the table of a listing's fields into docs/directory.md."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from resources.fields_table import END, START, as_markdown


class Command(BaseCommand):
    help = "Write the table of who sees which field of a listing into docs/directory.md, between its two marks."

    def handle(self, *args: Any, **options: Any) -> None:
        page = settings.BASE_DIR / "docs" / "directory.md"
        before, rest = page.read_text().split(START)
        after = rest.split(END)[1]
        page.write_text(f"{before}{START}\n\n{as_markdown()}\n{END}{after}")
        self.stdout.write("docs/directory.md is up to date.")
