from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "cohorts.network"
    label = "network"
    verbose_name = "Network"

    def ready(self) -> None:
        import search
        from cohorts.network import receivers  # inline: models are loaded by now
        from cohorts.network.search_documents import KIND, LABEL, ContactSource

        search.register(KIND, ContactSource(), LABEL)
        receivers.connect()
