"""Is every part up? Asked by machines at /healthz, so it tells no secret, no address and no text of an error."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import redis
from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils import timezone
from redis.backoff import NoBackoff
from redis.retry import Retry

from portal.operations.models import JobRun
from portal.operations.registry import Probe, probes

PING_SECONDS = 2
SILENT_TICK = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Health:
    """What each part answered, or "down"; `fit` is false when a part is down without which nothing works."""

    fit: bool
    parts: dict[str, str]


def health() -> Health:
    """Asks every registered probe."""
    answers = [(probe, _ask(probe)) for probe in list(probes.values())]
    return Health(
        fit=all(answer is not None or not probe.critical for probe, answer in answers),
        parts={probe.name: answer or "down" for probe, answer in answers},
    )


def _ask(probe: Probe) -> str | None:
    try:
        return probe.ask()
    except Exception:  # whatever it is, the part is down, and the text may hold an address
        return None


def ask_database() -> str:
    """Says "up" if the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "up"


def ask_layer() -> str:
    """Says "up" if Redis answers within two seconds, "in memory" where there is none."""
    if not settings.REDIS_URL:
        return "in memory"
    once = Retry(NoBackoff(), 0)  # whoever asks comes back by itself
    timeouts = {"socket_timeout": PING_SECONDS, "socket_connect_timeout": PING_SECONDS}
    with redis.Redis.from_url(settings.REDIS_URL, retry=once, **timeouts) as client:
        client.ping()
    return "up"


def ask_tick() -> str:
    """Says when a job last ended, in minutes; raises TimeoutError after ten minutes of silence."""
    last = JobRun.objects.aggregate(last=Max("finished_at"))["last"]
    if last is None:
        return "not yet"
    silence = timezone.now() - last
    if silence > SILENT_TICK:
        raise TimeoutError
    return f"{int(silence.total_seconds() // 60)} min ago"
