"""`manage.py serve`: the embedded portal, ready to use."""

from io import StringIO
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.operations.demo import DemoRefused, load


class Command(BaseCommand):
    help = "Migrates if needed, loads the demo once, says who can sign in, and serves pages and sockets in one process."
    requires_system_checks = []  # they cost a second at each start; the tests run them

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("serve is for one embedded process; production is described in docs/deployment.md.")
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database (about half a minute, once).")
            call_command("migrate", verbosity=0)
            call_command("search_rebuild", stdout=StringIO())  # migrations tell search nothing of what they write
        try:
            self.stdout.write(load())
        except DemoRefused as refusal:
            self.stdout.write(str(refusal))
        call_command("demo_people", stdout=self.stdout)
        self.stdout.write(self.style.SUCCESS(f"\nThe portal is at {settings.SITE_URL} (Ctrl-C stops it)\n"))
        uvicorn.run(
            "portal.asgi:application",
            host="127.0.0.1",
            port=options["port"],
            log_level="warning",
            ws_max_size=32 * 1024,
            ws_per_message_deflate=False,
        )
