from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "cohorts.network"
    label = "network"
    verbose_name = "Network"
