from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "portal.live"
    label = "live"
    verbose_name = "Live"

    def ready(self) -> None:
        from portal.accounts.signals import access_changed  # inline: models are loaded by now
        from portal.live import doorbell
        from portal.operations.registry import register_probe

        access_changed.connect(doorbell.ask_again, dispatch_uid="live.ask_again")
        register_probe("live", doorbell.probe)
