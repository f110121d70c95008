"""Says whether every engine holds what it should; exits with 1 where one doesn't."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.doctor import examine
from search.engines import EngineUnavailable


class Command(BaseCommand):
    help = "Compares each search engine with the database's truth. Exits with 1 on a difference."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            findings = list(examine())
        except EngineUnavailable as error:
            raise CommandError(
                f"The outside engine can't be asked ({error}). Start it, then run this again."
            ) from error
        for finding in findings:
            self.stdout.write(
                f"{finding.engine}: {finding.expected} documents expected, "
                f"{finding.missing} missing, {finding.left_over} left over"
            )
        if not all(finding.is_healthy for finding in findings):
            raise CommandError("An engine differs from the database. Run manage.py search_rebuild.")
