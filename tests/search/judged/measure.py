"""`make judge`: nDCG@10 of the judged sets by class and engine, and the queries that are answered worst.

    python -m tests.search.judged.measure [--set a] [--worst 10]

Runs on a throw-away copy of the migrated test database, which DATABASE_URL chooses; on Elasticsearch too where
ELASTICSEARCH_URL or ELASTICSEARCH_9_URL names a server.
"""

from __future__ import annotations

import argparse
import os
import time
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import mean
from unittest.mock import patch

from tests import databases
from tests.search.judged.scores import ndcg, reciprocal_rank

KNOWN_ITEM = ("name", "phone")
SERVERS = {"elasticsearch": "ELASTICSEARCH_URL", "elasticsearch 9": "ELASTICSEARCH_9_URL"}


def main() -> None:
    """Prints the tables."""
    asked = _arguments()
    with databases.copy_of(databases.template(demo=False)) as url:
        os.environ["DATABASE_URL"] = url
        servers = {name: os.environ.pop(variable, "") for name, variable in SERVERS.items()}
        import django  # inline: settings read the database's address when they are imported

        django.setup()
        for name in asked.set:
            _measure_set(name, {at: server for at, server in servers.items() if server}, asked.worst)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", nargs="*", default=["a", "b", "c"])
    parser.add_argument("--worst", type=int, default=5)
    return parser.parse_args()


def _measure_set(name: str, servers: dict[str, str], worst: int) -> None:
    from django.db import connection, transaction

    from search.engines.database import database_engine
    from tests.search.judged.loading import fill, load

    with transaction.atomic():
        numbers = load(name)
        fill(database_engine())
        _print(name, connection.vendor, asking(name, numbers), worst)
        for at, server in servers.items():
            with _elasticsearch(server) as engine:
                fill(engine)
                _print(name, at, asking(name, numbers, engine.name), worst)
        transaction.set_rollback(True)


def asking(name: str, numbers: dict[str, str], engine: str = "") -> list[tuple[str, str, float, float, float]]:
    """Asks every query of a set as a placing worker: its class, the query, nDCG@10, reciprocal rank, milliseconds.

    Stops with AssertionError where another engine than this one gave an answer.
    """
    from portal.accounts.factories import person
    from portal.accounts.roles import Role
    from search.service import SearchRequest, find
    from tests.search.judged.loading import judgements

    worker = person(role=Role.PLACING_WORKER)
    rows = []
    for judged in judgements(name):
        began = time.perf_counter()
        found = find(SearchRequest(judged.query, worker, kinds=("listing",)))
        took = (time.perf_counter() - began) * 1_000
        assert engine in ("", found.engine), f"{judged.query!r} was answered by {found.engine}"
        order = [numbers[pk] for _, pk in found.keys if pk in numbers]
        rows.append(
            (judged.kind, judged.query, ndcg(order, judged.grades), reciprocal_rank(order, judged.grades), took)
        )
    return rows


@contextmanager
def _elasticsearch(server: str) -> Iterator:
    from django.test import override_settings

    from search.engines import elasticsearch
    from search.engines.elasticsearch import ElasticsearchEngine, alias_of, connect

    url = f"{server.rstrip('/')}/pact-judged-{uuid.uuid4().hex[:8]}"
    client = connect(url).options(request_timeout=30)
    with override_settings(ELASTICSEARCH_URL=url), patch.object(elasticsearch, "connect", lambda _: client):
        yield ElasticsearchEngine(client, alias_of(url))
    for index in client.indices.get(index=f"{alias_of(url)}-*"):
        client.indices.delete(index=index)


def _print(name: str, engine: str, rows: list[tuple[str, str, float, float, float]], worst: int) -> None:
    by_class = defaultdict(list)
    for kind, _, score, _, _ in rows:
        by_class[kind].append(score)
    print(f"\nset {name}, {engine}: nDCG@10 {mean(row[2] for row in rows):.3f} of {len(rows)} queries")  # noqa: T201
    print("  " + "  ".join(f"{kind} {mean(scores):.3f} ({len(scores)})" for kind, scores in sorted(by_class.items())))  # noqa: T201
    known = [rank for kind, _, _, rank, _ in rows if kind in KNOWN_ITEM]
    times = sorted(row[4] for row in rows)
    print(f"  MRR of known items {mean(known):.3f}; median {times[len(times) // 2]:.1f} ms, slowest {times[-1]:.1f} ms")  # noqa: T201
    for kind, query, score, _, _ in sorted(rows, key=lambda row: row[2])[:worst]:
        print(f"  {score:.3f} {kind}: {query}")  # noqa: T201


if __name__ == "__main__":
    main()
