from django.apps import AppConfig
from django.core import checks


class OperationsConfig(AppConfig):
    name = "portal.operations"
    label = "operations"
    verbose_name = "Operations"

    def ready(self) -> None:
        from portal.operations import fitness, health  # inline: they need the models, which are loaded by now
        from portal.operations.registry import register_probe

        register_probe("database", health.ask_database, critical=True)
        register_probe("layer", health.ask_layer)
        register_probe("tick", health.ask_tick)
        checks.register(fitness.check_production, checks.Tags.security, deploy=True)
