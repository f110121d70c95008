import datetime

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"
    label = "resources"
    verbose_name = "Resource directory"

    def ready(self) -> None:
        import search
        from portal import guard
        from portal.operations.registry import register_demo, register_job
        from resources import access, actions, demo, search_box, signals  # noqa: F401  # inline: these need loaded models
        from resources.keeping.registration import register as keeping
        from resources.lexicon import lexicon
        from resources.search_documents import KIND, Listings

        search.register(KIND, Listings(), "Directory")
        search.register_lexicon("resources", lexicon)
        search.register_suggestions("Agencies", search_box.agencies)
        search.register_suggestions("Counties", search_box.counties)
        search.register_suggestions("Kinds and needs", search_box.terms)
        search.register_reading_links(search_box.reading_links)
        for name in actions.GUARDED:
            guard.register_field(actions.guard_field(name))
        guard.register_names(access.organisation_names)
        register_demo("resources", demo.build)
        register_job("resources.unconfirmed", actions.hide_unconfirmed, every=datetime.timedelta(hours=1))
        keeping()
        self._register_lists()

    @staticmethod
    def _register_lists() -> None:
        """What people keep for themselves: what they are told of it, and when it is forgotten."""
        from portal import notify
        from portal.operations.registry import register_job
        from resources.alerts import actions as alerts  # inline: as above
        from resources.alerts import notifications as openings
        from resources.worklists import actions as worklists
        from resources.worklists import notifications as hearsay

        for kind in (*openings.KINDS, *hearsay.KINDS):
            notify.register(kind)
        register_job("resources.tell_openings", alerts.tell_left_over, every=datetime.timedelta(minutes=1))
        register_job("resources.forget_calls", worklists.forget_calls, every=datetime.timedelta(minutes=10))
        register_job("resources.forget_links", worklists.forget_links, every=datetime.timedelta(minutes=10))
