"""One turn of the clock: every registered job that is due runs once, whoever else is ticking."""

from __future__ import annotations

import datetime
import logging
import threading
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import Error, close_old_connections, connection
from django.db.models import Q
from django.utils import timezone

from portal.operations.models import JobRun
from portal.operations.registry import Job, jobs

# A process that dies in the middle of a job keeps it this long; so a job has to end within it, or work in batches.
LEASE = datetime.timedelta(minutes=10)
# A timer that fires each minute is a little early at times; without this, a job of each minute would skip every second.
SLACK = datetime.timedelta(seconds=5)
PAUSE_SECONDS = 15.0
OK = "ok"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ran:
    """A job that ran in this turn: its name, and "ok" or the class of the exception that it raised."""

    name: str
    outcome: str


def run_due() -> list[Ran]:
    """Runs the jobs that are due and that nobody else holds, in the order they were registered.

    A job that raises is recorded and logged by the class of its exception alone, and the others run all the same.
    """
    _make_rows(jobs)
    return [Ran(job.name, _run(job, lease)) for job in list(jobs.values()) if (lease := _take(job))]


def run_until(stop: threading.Event, pause: float = PAUSE_SECONDS) -> None:
    """Ticks until `stop` is set, `pause` seconds apart. A database that is away is waited for."""
    while not stop.is_set():
        _drop_old_connections()
        try:
            run_due()
        except Error as error:
            logger.error("The tick could not reach the database: %s", type(error).__qualname__)
        _drop_old_connections()
        stop.wait(pause)


def _drop_old_connections() -> None:
    if not connection.in_atomic_block:  # inside a transaction the connection is the caller's
        close_old_connections()


def _make_rows(names: Iterable[str]) -> None:
    missing = set(names) - set(JobRun.objects.values_list("name", flat=True))
    JobRun.objects.bulk_create([JobRun(name=name) for name in sorted(missing)], ignore_conflicts=True)


def _take(job: Job) -> uuid.UUID | None:
    """Takes the job if it is due and free. One statement, so that of two who try only one gets it."""
    now, lease = timezone.now(), uuid.uuid4()
    due = Q(started_at__isnull=True) | Q(started_at__lte=now - job.every + min(SLACK, job.every / 2))
    free = Q(lease__isnull=True) | Q(leased_until__lte=now)
    taken = JobRun.objects.filter(due, free, name=job.name).update(
        lease=lease, leased_until=now + LEASE, started_at=now, outcome=""
    )
    return lease if taken else None


def _run(job: Job, lease: uuid.UUID) -> str:
    try:
        job.run()
        outcome = OK
    except Exception as error:
        outcome = type(error).__qualname__[:80]
        logger.error("The job %s failed: %s", job.name, outcome)
    JobRun.objects.filter(name=job.name, lease=lease).update(
        lease=None, leased_until=None, finished_at=timezone.now(), outcome=outcome
    )
    return outcome
