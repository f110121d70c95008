"""Prints the demo people and how to sign in as them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.accounts import demo_people


class Command(BaseCommand):
    help = "Print the people of the demo and how to sign in as them; with an address: the current code of that person."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email", nargs="?", help="Print only the current code of this demo person.")

    def handle(self, *args: Any, email: str | None = None, **options: Any) -> None:
        if not demo_people.is_loaded():
            raise CommandError(
                "The demo is not loaded here. Load it with `manage.py load_demo`; production refuses it."
            )
        if email:
            self.stdout.write(demo_people.code_of(email))
            return
        self.stdout.write(f"Demo people, all with the password {demo_people.PASSWORD}:")
        for address, note in demo_people.SHOWN.items():
            self.stdout.write(f"  {address:32} {note}")
        self.stdout.write("The second-factor page shows the current code; so does `manage.py demo_people ADDRESS`.")
