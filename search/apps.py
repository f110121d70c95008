import datetime

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from portal.operations.registry import register_job, register_probe
        from search import health, outbox, settling, spelling  # inline: these need loaded models

        register_job("search.outbox", outbox.drain, every=datetime.timedelta(seconds=15))
        register_job("search.words", spelling.compact, every=datetime.timedelta(hours=1))
        register_job("search.settle", settling.settle, every=datetime.timedelta(minutes=10))
        register_job("search.tidy", outbox.tidy, every=datetime.timedelta(hours=1))
        register_probe("search", health.ask)
