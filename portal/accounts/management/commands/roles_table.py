"""Puts the table of roles into docs/roles.md."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.accounts.roles_table import END, START, as_markdown


class Command(BaseCommand):
    help = "Write the table of roles and capabilities into docs/roles.md, between its two marks."

    def handle(self, *args: Any, **options: Any) -> None:
        page = settings.BASE_DIR / "docs" / "roles.md"
        before, rest = page.read_text().split(START)
        after = rest.split(END)[1]
        page.write_text(f"{before}{START}\n\n{as_markdown()}\n{END}{after}")
        self.stdout.write("docs/roles.md is up to date.")
