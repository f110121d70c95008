from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"
    label = "resources"
    verbose_name = "Resource directory"

    def ready(self) -> None:
        import search
        from portal.operations.registry import register_demo
        from resources import demo  # inline: these need loaded models
        from resources.search_documents import KIND, Listings

        search.register(KIND, Listings())
        register_demo("resources", demo.build)
