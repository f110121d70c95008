from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "cohorts.threads"
    label = "threads"
    verbose_name = "Threads"
