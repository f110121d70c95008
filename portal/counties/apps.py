from django.apps import AppConfig


class CountiesConfig(AppConfig):
    name = "portal.counties"
    label = "counties"
    verbose_name = "Counties"

    def ready(self) -> None:
        from portal.counties import demo
        from portal.operations.registry import register_demo

        register_demo("counties", demo.build)
