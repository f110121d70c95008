from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "cohorts.coordination"
    label = "coordination"
    verbose_name = "Coordination"

    def ready(self) -> None:
        from cohorts import threads  # inline, all of these: models are loaded by now
        from cohorts.coordination.actions import SUMMARY_FIELD
        from cohorts.coordination.demo import build
        from cohorts.coordination.notifications import KINDS
        from cohorts.coordination.policy import KIND, SENTENCES, RequestPolicy, audience
        from portal import guard, notify
        from portal.operations.registry import register_demo

        threads.register(KIND, RequestPolicy(), audience=audience, sentences=SENTENCES)
        for field in (SUMMARY_FIELD, RequestPolicy.guard_field):
            guard.register_field(field)
        for kind in KINDS:
            notify.register(kind)
        register_demo("coordination", build)
