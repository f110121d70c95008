"""Fills every engine anew, while the old index goes on answering."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import outbox
from search.engines import EngineUnavailable, SwapRefused


class Command(BaseCommand):
    help = "Rebuilds the database engine's index and, where there is one, the outside engine's."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="Swap even if more than half of the documents are gone."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for name, rebuilt in outbox.rebuild(force=options["force"]):
                self.stdout.write(f"{name}: {rebuilt.documents} documents")
                for (kind, pk), error in rebuilt.refused.items():
                    self.stderr.write(f"{name} refused {kind} {pk}: {error}")
        except (EngineUnavailable, SwapRefused) as error:
            raise CommandError(f"The outside engine was not rebuilt: {error} The old index still answers.") from error
