import datetime

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "portal.notify"
    label = "notify"
    verbose_name = "Notifications"

    def ready(self) -> None:
        from portal.notify.delivery import deliver_left_over  # inline: models are loaded by now
        from portal.operations.registry import register_job

        register_job("notify.deliver_left_over", lambda: deliver_left_over() and None, datetime.timedelta(minutes=5))
