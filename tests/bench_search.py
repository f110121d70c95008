"""Search measured on invented listings: every engine at hand against the bare work that it stands on, in the same run.

    python -m tests.bench_search            20,000 listings, each with a document for every tier
    python -m tests.bench_search --curve    how it grows: 1,000, 5,000, 20,000 and 50,000 listings

The bars are those of the design. `make bench` runs the first.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from tests import databases
from tests.statewide import Statewide

if TYPE_CHECKING:
    from search.engines import Engine, Question

LISTINGS = 20_000
CURVE = (1_000, 5_000, 20_000, 50_000)
ROUNDS = 3


class EveryoneMaySee:
    """A source whose rows need no re-reading: what it costs is the room's, not search's."""

    def visible_pks(self, user: object, pks: Sequence[str]) -> list[str]:
        return list(pks)


Times = tuple[float, float]  # median and 95th percentile, in milliseconds


def times(each: Sequence[Any], *works: Callable[[Any], object], rounds: int = ROUNDS) -> list[Times]:
    """How long each piece of work takes, over all questions, after one warm-up.

    They take turns, so that whatever else the machine does falls on all of them.
    """
    for work in works:
        work(each[0])
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for one in each:
            for work, own in zip(works, taken, strict=True):
                start = time.perf_counter()
                work(one)
                own.append((time.perf_counter() - start) * 1000)
    return [(statistics.median(own), statistics.quantiles(own, n=20)[-1]) for own in taken]


def row(name: str, measured: Times, baseline: Times | None = None, to: str = "") -> None:
    median, high = measured
    ratio = f"{high / baseline[1]:8.1f}" if baseline else " " * 8
    print(f"{name:48}{median:9.1f}{high:9.1f}{ratio}  {to}", flush=True)  # noqa: T201


def bare(question: Question) -> None:
    """The words alone, as the database's own text search finds them, and the rows of the best 20."""
    from django.db import connection

    from search.engines.database import database_engine
    from search.engines.matching import Plan
    from search.engines.tables import table

    engine, scored = database_engine(), Plan.of(question.tree).scored
    with connection.cursor() as cursor:
        cursor.execute(
            engine.scores_sql(question.tier), {"wanted": engine.expression(scored), "numbers": None, "most": 20}
        )
        numbers = [number for number, _ in cursor.fetchall()] or [0]
        marks = ", ".join(["%s"] * len(numbers))
        cursor.execute(f"SELECT * FROM search_indexeddocument WHERE id IN ({marks})", numbers)
        cursor.fetchall()
        cursor.execute(f"SELECT * FROM {table(question.tier)} WHERE rowid IN ({marks})", numbers)
        cursor.fetchall()


def fill(engine: Engine, state: Statewide, listings: int) -> float:
    start = time.perf_counter()
    engine.rebuild(state.batches(listings))
    return time.perf_counter() - start


def measure_database(listings: int) -> None:
    from django.db import connection

    from search import Tier
    from search.engines import catalogs
    from search.engines.database import database_engine

    engine, state = database_engine(), Statewide()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -64000")
    print(f"-- {connection.vendor}, {listings:,} listings: filled in {fill(engine, state, listings):.0f} s", flush=True)  # noqa: T201
    questions = state.questions()

    def remember(_: object) -> None:
        catalogs.forget()
        engine.find(questions[0])

    numbers, listing = itertools.count(2), state.listing("7")
    engine.write({("listing", "7"): listing})

    def change(question: Question) -> None:
        """A bed is counted: codes and moments change, words don't."""
        from dataclasses import replace

        version = next(numbers)
        timed = state.listing("7")[0].timed
        engine.write({("listing", "7"): [replace(each, version=version, timed=timed) for each in listing]})
        engine.find(question)

    def without_words(question: Question) -> None:
        from dataclasses import replace

        from search import Near
        from search.language import AllOf

        engine.find(replace(question, tree=AllOf(()), near=Near(36.7, -119.8), prefer=(("availability", "code-1"),)))

    (first,) = times([None], remember, rounds=5)
    row("first question of a process", first)
    baseline, words, window = times(questions, bare, engine.find, lambda each: engine.find(_ranked(each)))
    row("bare words, best 20 and their rows", baseline)
    row("words, two selections, every facet", words, baseline, "bare words")
    row("the same for the ranking, 100 with texts", window, baseline, "bare words")
    row("a whole search: reading, spelling, ranking", whole(state, questions), baseline, "bare words")
    near, changed = times(questions, without_words, change)
    row("no words, nearest first, preferred codes", near)
    row("one change and the next question", changed, words, "question")
    held = sum(len(each.numbers) for each in catalogs._held[Tier.PLACING])
    print(f"{'documents in memory, this tier':48}{held:9,}")  # noqa: T201


def whole(state: Statewide, questions: Sequence[Question]) -> Times:
    """`service.find` with the same words, selections and facets; nobody's tier, which holds as much as every other."""
    from django.contrib.auth.models import AnonymousUser

    from search.contract import sources
    from search.service import SearchRequest, find

    sources["listing"] = EveryoneMaySee()  # type: ignore[assignment]
    requests = [
        SearchRequest(typed, AnonymousUser(), ("listing",), question.facets)
        for typed, question in zip(state.typed(), questions, strict=True)
    ]
    (taken,) = times(requests, find)
    return taken


def _ranked(question: Question) -> Question:
    from dataclasses import replace

    return replace(question, limit=100, with_texts=True)


def measure_elasticsearch(url: str, listings: int) -> None:
    """Against the same request sent raw, over a connection of the same kind, its answer read as JSON and no further."""
    import json

    from search.engines.elasticsearch import ElasticsearchEngine, connect
    from search.engines.elasticsearch_query import body

    client = connect(url).options(request_timeout=60)
    engine, state = ElasticsearchEngine(client, f"pact-bench-{os.getpid()}"), Statewide()
    try:
        took = fill(engine, state, listings)
        client.indices.forcemerge(index=engine.alias, max_num_segments=1)
        print(f"-- elasticsearch, {listings:,} listings: filled in {took:.0f} s", flush=True)  # noqa: T201
        questions = state.questions()
        path, headers = f"/{engine.alias}/_search", {"accept": "application/json", "content-type": "application/json"}

        def raw(question: Question) -> None:
            node = client.transport.node_pool.get()
            json.loads(node.perform_request("POST", path, bodies[id(question)], _authorised(client, headers)).body)

        bodies = {id(question): json.dumps(body(question)).encode() for question in questions}
        baseline, words = times(questions, raw, engine.find)
        row("the same request sent raw", baseline)
        row("words, two selections, every facet", words, baseline, "raw request")
    finally:
        for name in engine._indices():
            client.indices.delete(index=name)
        client.close()


def _authorised(client: Any, headers: dict[str, str]) -> dict[str, str]:
    return {**headers, "authorization": client._headers["authorization"]}


def main(argv: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--curve", action="store_true", help="several sizes")
    sizes = CURVE if parser.parse_args(argv).curve else (LISTINGS,)
    print(f"{'search':48}{'p50 ms':>9}{'p95 ms':>9}{'ratio':>8}  of p95 to", flush=True)  # noqa: T201
    for size in sizes:
        with databases.copy_of(databases.template(demo=False)) as url:
            os.environ["DATABASE_URL"] = url
            import django
            from django.db import connections

            django.setup()
            connections["default"].close()
            connections["default"].settings_dict.update(databases.settings_of(url))
            measure_database(size)
            connections.close_all()
        for server in filter(None, map(os.environ.get, ("ELASTICSEARCH_URL", "ELASTICSEARCH_9_URL"))):
            measure_elasticsearch(server, size)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
