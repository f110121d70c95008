from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    label = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        import search
        from events import demo, search_documents  # inline: models are loaded by now, and not before
        from portal.operations.registry import register_demo

        register_demo("events", demo.build)
        search.register(search_documents.KIND, search_documents.SessionSource(), "Sessions")
        search.register(search_documents.CONVENING, search_documents.ConveningSource(), "Convenings")
