"""What keeping hands to the floors below, when the portal starts."""

from __future__ import annotations

import datetime

from portal import notify
from portal.operations.registry import register_demo, register_job
from resources.keeping import demo, outbox, reminding
from resources.keeping.notifications import KINDS


def register() -> None:
    """Its kinds of notification, its jobs, its part of the demo. Call from AppConfig.ready."""
    for kind in KINDS:
        notify.register(kind)
    register_demo("resources.keeping", demo.build)
    # each job asks the clock itself: a round comes once a day, and mails wait for the end of quiet hours
    register_job("keeping.remind", lambda: reminding.remind() and None, datetime.timedelta(minutes=20))
    register_job("keeping.deliver", lambda: outbox.deliver() and None, datetime.timedelta(minutes=5))
