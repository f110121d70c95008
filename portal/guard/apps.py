from django.apps import AppConfig


class GuardConfig(AppConfig):
    name = "portal.guard"
    label = "guard"
    verbose_name = "Guard"
