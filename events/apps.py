from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    label = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        from events import demo  # inline: models are loaded by now, and not before
        from portal.operations.registry import register_demo

        register_demo("events", demo.build)
