from django.apps import AppConfig


class CountiesConfig(AppConfig):
    name = "portal.counties"
    label = "counties"
    verbose_name = "Counties"
