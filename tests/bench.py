"""`make bench`: speed as a ratio to a baseline of the same run, on a copy of the demo. Prints a table and ends by itself.

The bars are those of the design; a machine's own figure means little, the ratio travels.
"""

from __future__ import annotations

import datetime
import os
import statistics
import sys
import time
from collections.abc import Callable

from tests import bench_search, databases

ROUNDS = 30


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Median and 95th percentile of a piece of work, in milliseconds, after one warm-up."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def measures() -> dict[str, tuple[str, Callable[[], object], Callable[[], object]]]:
    """What is measured: the name of the baseline, the work, the baseline."""
    from django.db import transaction
    from django.test import Client

    from cohorts.coordination.models import Request
    from events.factories import ConveningFactory, SessionFactory, pacific
    from portal import audit
    from portal.accounts.models import User
    from portal.audit.models import AuditRow
    from search.service import SearchRequest, find
    from tests.signing_in import sign_in

    kern = User.objects.get(email="coordinator@kern.example")
    client = Client(headers={"host": "127.0.0.1"})
    sign_in(client, kern)

    first = datetime.date(2031, 5, 5)
    large = ConveningFactory(first_day=first, last_day=first + datetime.timedelta(days=3), slug="large")
    for number in range(400):
        day = first + datetime.timedelta(days=number % 4)
        starts = pacific(day, f"{8 + number // 4 % 10:02}:00")
        SessionFactory(
            convening=large,
            slug=f"session-{number}",
            starts_at=starts,
            ends_at=starts + datetime.timedelta(minutes=50),
            room=None,
        )
    request = Request.objects.get(reference="M6J-3G6")

    def get(address: str) -> Callable[[], object]:
        def work() -> None:
            assert client.get(address).status_code == 200, address

        return work

    def read_again() -> None:
        audit.record_read(request, kern)

    def read_first() -> None:
        with transaction.atomic():
            audit.record_read(f"bench.read:{time.perf_counter_ns()}", kern)

    def count_rows() -> None:
        AuditRow.objects.filter(subject="bench.read:0").exists()

    def search_text() -> None:
        find(SearchRequest(text="home with staff awake", user=kern))

    def bare_rows() -> None:
        list(Request.objects.all()[:20])

    plain = get("/healthz")
    return {
        "agenda of 400 sessions": ("healthz", get("/convenings/large/"), plain),
        "desk": ("healthz", get("/desk/"), plain),
        "request page with its read on record": ("healthz", get("/requests/M6J-3G6/"), plain),
        "directory, 120 listings, words": ("healthz", get("/directory/?q=home+staff"), plain),
        "search alone": ("20 bare rows", search_text, bare_rows),
        "audit: first read of the hour": ("one bare query", read_first, count_rows),
        "audit: read again": ("one bare query", read_again, count_rows),
    }


def main() -> None:
    with databases.copy_of(databases.template(demo=True)) as url:
        os.environ["DATABASE_URL"] = url
        import django

        django.setup()
        print(f"{'what':40}{'p50 ms':>9}{'p95 ms':>9}{'ratio':>8}  to")  # noqa: T201
        for name, (baseline_name, work, baseline) in measures().items():
            median, high = timed(work)
            base, _ = timed(baseline)
            print(f"{name:40}{median:9.1f}{high:9.1f}{median / base:8.1f}  {baseline_name}")  # noqa: T201
        from django.db import connections

        connections.close_all()
    bench_search.main()


if __name__ == "__main__":
    sys.exit(main())
