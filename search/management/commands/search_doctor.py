"""Says whether every engine holds what it should; exits with 1 where one doesn't."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import doctor
from search.engines import EngineUnavailable


class Command(BaseCommand):
    help = "Compares each search engine with the database's truth. Exits with 1 on a difference."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="Mend what differs, then compare again.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["repair"]:
                doctor.repair()
            findings = list(doctor.examine())
        except EngineUnavailable as error:
            raise CommandError(
                f"The outside engine can't be asked ({error}). Start it, then run this again."
            ) from error
        for finding in findings:
            self.stdout.write(
                f"{finding.engine}: {finding.expected} documents expected, {finding.missing} missing, "
                f"{finding.left_over} left over, {finding.differing} differing"
            )
            if finding.damage:
                self.stdout.write(f"{finding.engine} is damaged: {finding.damage}")
            for refused in finding.quarantined:
                self.stdout.write(f"{finding.engine} refuses {refused}")
        if not all(finding.is_healthy for finding in findings):
            raise CommandError("An engine differs from the database. Run manage.py search_doctor --repair.")
