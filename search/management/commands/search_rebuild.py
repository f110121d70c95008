"""Fills every engine anew, while the old index goes on answering."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.engines import EngineUnavailable
from search.engines.database import database_engine
from search.outbox import drain, everything, replay_since
from search.outside import outside_engine


class Command(BaseCommand):
    help = "Rebuilds the database engine's index and, where there is one, the outside engine's."

    def handle(self, *args: Any, **options: Any) -> None:
        engine = database_engine()
        self.stdout.write(f"{engine.name}: {engine.rebuild(everything())} documents")
        outside = outside_engine()
        if outside is None:
            return
        began = timezone.now()
        try:
            count = outside.rebuild(everything())
        except EngineUnavailable as error:
            raise CommandError(f"The outside engine was not rebuilt: {error}. The old index still answers.") from error
        replay_since(began)
        drain()
        self.stdout.write(f"{outside.name}: {count} documents")
