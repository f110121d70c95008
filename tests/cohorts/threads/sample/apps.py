from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "tests.cohorts.threads.sample"
    label = "sample"

    def ready(self) -> None:
        from tests.cohorts.threads.sample import rules

        rules.register()
