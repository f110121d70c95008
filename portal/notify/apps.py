import datetime

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "portal.notify"
    label = "notify"
    verbose_name = "Notifications"

    def ready(self) -> None:
        from portal.notify.delivery import deliver_left_over  # inline: models are loaded by now
        from portal.notify.digests import send_due_digests
        from portal.operations.registry import register_job

        often = datetime.timedelta(minutes=5)  # also the longest that a mail is late when quiet hours end
        register_job("notify.deliver_left_over", lambda: deliver_left_over() and None, often)
        register_job("notify.send_due_digests", lambda: send_due_digests() and None, often)
