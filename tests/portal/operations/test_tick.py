import datetime
import io
import threading
import uuid

import pytest
from asgiref.sync import async_to_sync
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.operations import registry, ticker
from portal.operations.models import JobRun
from portal.operations.tick import LEASE, Ran, run_due, run_until

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def jobs(monkeypatch):
    """No jobs but the test's own."""
    monkeypatch.setattr("portal.operations.tick.jobs", own := {})
    monkeypatch.setattr(registry, "jobs", own)
    return own


@pytest.fixture
def calls(jobs):
    """The names of the jobs that ran, in their order; two jobs are registered."""
    made: list[str] = []
    registry.register_job("purge", lambda: made.append("purge"), MINUTE)
    registry.register_job("digest", lambda: made.append("digest"), 60 * MINUTE)
    return made


def later(by: datetime.timedelta) -> None:
    """Moves every recorded moment into the past, as if that much time had gone by."""
    for run in JobRun.objects.all():
        run.started_at = run.started_at and run.started_at - by
        run.finished_at = run.finished_at and run.finished_at - by
        run.leased_until = run.leased_until and run.leased_until - by
        run.save()


def test_every_job_runs_the_first_time(calls):
    assert run_due() == [Ran("purge", "ok"), Ran("digest", "ok")]
    assert calls == ["purge", "digest"]


def test_a_second_tick_right_after_runs_nothing(calls):
    run_due()
    assert run_due() == []


def test_a_job_runs_again_when_its_time_has_passed(calls):
    run_due()
    later(MINUTE)
    assert run_due() == [Ran("purge", "ok")]
    later(60 * MINUTE)
    assert run_due() == [Ran("purge", "ok"), Ran("digest", "ok")]


def test_a_timer_that_is_a_little_early_skips_no_turn(calls):
    run_due()
    later(MINUTE - datetime.timedelta(seconds=4))
    assert run_due() == [Ran("purge", "ok")]


def test_start_finish_and_outcome_are_recorded(calls):
    before = timezone.now()
    run_due()
    run = JobRun.objects.get(name="purge")
    assert before <= run.started_at <= run.finished_at <= timezone.now()
    assert (run.outcome, run.lease, run.leased_until) == ("ok", None, None)


def test_a_job_that_another_tick_holds_does_not_run(calls):
    JobRun.objects.create(name="purge", lease=uuid.uuid4(), leased_until=timezone.now() + MINUTE)
    assert run_due() == [Ran("digest", "ok")]


def test_while_a_job_runs_another_tick_leaves_it_alone(jobs):
    inner: list[list[Ran]] = []
    registry.register_job("purge", lambda: inner.append(run_due()), datetime.timedelta(0))
    assert run_due() == [Ran("purge", "ok")]
    assert inner == [[]]


def test_a_job_of_a_process_that_died_runs_once_its_lease_has_ended(calls):
    now = timezone.now()
    held = JobRun.objects.create(name="purge", started_at=now, lease=uuid.uuid4(), leased_until=now + LEASE)
    later(LEASE - MINUTE)
    assert "purge" not in [ran.name for ran in run_due()]
    held.refresh_from_db()
    later(MINUTE)
    assert Ran("purge", "ok") in run_due()


def test_a_tick_that_lost_its_lease_does_not_report_for_the_new_holder(jobs):
    other = uuid.uuid4()

    def outlive_the_lease():
        JobRun.objects.filter(name="purge").update(lease=other)

    registry.register_job("purge", outlive_the_lease, MINUTE)
    run_due()
    run = JobRun.objects.get(name="purge")
    assert (run.lease, run.finished_at, run.outcome) == (other, None, "")


def test_a_failing_job_is_recorded_by_its_class_alone_and_stops_no_other(jobs, caplog):
    def fail():
        raise ZeroDivisionError("a name that was typed")

    done: list[str] = []
    registry.register_job("fail", fail, MINUTE)
    registry.register_job("next", lambda: done.append("next"), MINUTE)
    assert run_due() == [Ran("fail", "ZeroDivisionError"), Ran("next", "ok")]
    assert done == ["next"]
    assert JobRun.objects.get(name="fail").outcome == "ZeroDivisionError"
    assert [record.getMessage() for record in caplog.records] == ["The job fail failed: ZeroDivisionError"]
    assert "typed" not in caplog.text


def test_a_failed_job_is_tried_again_when_due(jobs):
    tries: list[int] = []

    def fail_once():
        tries.append(1)
        if len(tries) == 1:
            raise ZeroDivisionError

    registry.register_job("purge", fail_once, MINUTE)
    assert run_due() == [Ran("purge", "ZeroDivisionError")]
    later(MINUTE)
    assert run_due() == [Ran("purge", "ok")]


def test_the_command_says_what_ran(calls):
    out = io.StringIO()
    call_command("tick", stdout=out)
    assert out.getvalue() == "purge: ok\ndigest: ok\n"


def test_the_command_fails_after_all_have_run_if_one_failed(jobs):
    def fail():
        raise ZeroDivisionError

    out = io.StringIO()
    registry.register_job("fail", fail, MINUTE)
    registry.register_job("next", lambda: None, MINUTE)
    with pytest.raises(CommandError, match="tried again when due: fail"):
        call_command("tick", stdout=out)
    assert out.getvalue() == "fail: ZeroDivisionError\nnext: ok\n"


def test_the_loop_ticks_until_it_is_stopped(jobs):
    stop = threading.Event()
    turns: list[int] = []

    def count():
        turns.append(1)
        if len(turns) == 3:
            stop.set()

    registry.register_job("count", count, datetime.timedelta(0))
    run_until(stop, pause=0)
    assert len(turns) == 3


def test_the_loop_waits_for_a_database_that_is_away(jobs, monkeypatch, caplog):
    from django.db import OperationalError

    stop = threading.Event()
    turns: list[int] = []

    class Away(dict):
        """Stands for the list of jobs at the moment the first query fails."""

        def __iter__(self):
            turns.append(1)
            if len(turns) == 2:
                stop.set()
            raise OperationalError("could not connect to host secret")

    monkeypatch.setattr("portal.operations.tick.jobs", Away())
    run_until(stop, pause=0)
    assert len(turns) == 2
    assert "OperationalError" in caplog.text
    assert "secret" not in caplog.text


def test_the_embedded_servers_life_is_the_ticks(monkeypatch):
    """The thread itself is left out here, since it would tick on a connection of its own, outside this test."""
    life: list[str] = []
    monkeypatch.setattr(ticker, "run_until", lambda stop: (life.append("ticks"), stop.wait(), life.append("ends")))
    messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    sent: list[str] = []

    async def receive():
        return next(messages)

    async def send(message):
        sent.append(message["type"])

    async_to_sync(ticker.lifespan)({"type": "lifespan"}, receive, send)
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert life == ["ticks", "ends"]
