from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "cohorts.coordination"
    label = "coordination"
    verbose_name = "Coordination"
