from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "cohorts.threads"
    label = "threads"
    verbose_name = "Threads"

    def ready(self) -> None:
        from cohorts.threads import live, notifications  # inline: models are loaded by now
        from portal import notify
        from portal.live import register_topic

        register_topic("thread", live.ThreadSource(), live.audience)
        notify.register(notifications.reply_kind)
