from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.operations.demo import DemoRefused, load


class Command(BaseCommand):
    help = "Loads the demo once. Never in production, never beside real people."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(load())
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from None
