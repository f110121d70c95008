import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.operations.tick import OK, run_due, run_until


class Command(BaseCommand):
    help = "Runs the jobs that time causes and that are due. Safe to run twice, and at the same time on many machines."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", action="store_true", help="go on until stopped, in place of a timer")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["loop"]:
            self._loop()
            return
        ran = run_due()
        for each in ran:
            self.stdout.write(f"{each.name}: {each.outcome}")
        failed = [each.name for each in ran if each.outcome != OK]
        if failed:
            raise CommandError(f"Failed, and will be tried again when due: {', '.join(failed)}.")

    def _loop(self) -> None:
        """Until SIGTERM or Ctrl-C, and then only once the job that runs has ended: a killed job stays leased."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        run_until(stop)
