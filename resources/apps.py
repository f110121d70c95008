from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"
    label = "resources"
    verbose_name = "Resource directory"

    def ready(self) -> None:
        import search
        from portal import guard
        from portal.operations.registry import register_demo
        from resources import access, actions, demo  # inline: these need loaded models
        from resources.search_documents import KIND, Listings

        search.register(KIND, Listings())
        for name in actions.GUARDED:
            guard.register_field(actions.guard_field(name))
        guard.register_names(access.organisation_names)
        register_demo("resources", demo.build)
