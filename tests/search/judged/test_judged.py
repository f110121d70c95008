"""Floors under the judged sets on every engine, and how little a slip or another spelling of a query changes."""

from __future__ import annotations

from statistics import mean

import pytest

from portal.accounts.factories import person
from portal.accounts.roles import Role
from search.engines import elasticsearch
from search.engines.database import database_engine
from search.service import SearchRequest, find
from tests.search.judged.loading import SETS, fill, judgements, load
from tests.search.judged.measure import asking
from tests.search.judged.scores import ndcg, reciprocal_rank

pytestmark = pytest.mark.django_db

FLOOR = 0.85
PARITY = 0.05
# What is typed in two ways, of which the first three hits must share two at least.
MUTATIONS = [
    ("counseling", "counsleing"),
    ("consejería", "consejeria"),
    ("shelter", "shelters"),
    ("drop-in center", "dropin center"),
    ("strtp girls", "short term residential therapeutic program girls"),
    ("detox fresno", "fresno detox"),
    ("nonminor dependent housing", "non-minor dependent housing"),
    ("ffa", "foster family agency"),
]


def score(name: str, numbers: dict[str, str], engine: str = "") -> float:
    return mean(row[2] for row in asking(name, numbers, engine))


@pytest.mark.parametrize(
    ("order", "grades", "expected"),
    [
        (["a", "b"], {"a": 3, "b": 1}, 1.0),
        (["x", "a"], {"a": 3}, 0.6309),
        ([], {"a": 1}, 0.0),
        ([], {}, 1.0),
        (["a"], {}, 0.0),
    ],
)
def test_the_score_is_what_it_is_called(order, grades, expected):
    assert round(ndcg(order, grades), 4) == expected


def test_a_known_item_scores_by_its_place():
    assert reciprocal_rank(["x", "a"], {"a": 3, "x": 1}) == 0.5


@pytest.mark.parametrize("name", SETS)
def test_the_judged_sets_stay_above_their_floor(name):
    numbers = load(name)
    fill(database_engine())
    assert score(name, numbers) >= FLOOR


@pytest.mark.server("elasticsearch")
@pytest.mark.parametrize("name", SETS)
def test_another_engine_answers_as_well(name, settings, monkeypatch, elasticsearch_url, engine_of):
    numbers = load(name)
    fill(database_engine())
    own = score(name, numbers)
    fill(engine_of(elasticsearch_url))
    patient = elasticsearch.connect(elasticsearch_url).options(request_timeout=30)
    monkeypatch.setattr(elasticsearch, "connect", lambda _: patient)
    settings.ELASTICSEARCH_URL = elasticsearch_url
    other = score(name, numbers, "elasticsearch")
    assert (other >= FLOOR, abs(other - own) <= PARITY) == (True, True)


def test_a_slip_or_another_spelling_changes_little():
    load("b")
    fill(database_engine())
    worker = person(role=Role.PLACING_WORKER)
    shared = {}
    for one, other in MUTATIONS:
        first, second = (find(SearchRequest(typed, worker)).keys[:3] for typed in (one, other))
        shared[other] = len(set(first) & set(second)) >= min(2, len(first))
    assert shared == dict.fromkeys(shared, True)


@pytest.mark.parametrize("name", SETS)
def test_what_nothing_answers_is_said_plainly(name):
    load(name)
    fill(database_engine())
    worker = person(role=Role.PLACING_WORKER)
    nothing = [judged.query for judged in judgements(name) if judged.kind == "nothing"]
    answers = [find(SearchRequest(query, worker)) for query in nothing]
    assert [(found.total, found.notes[0].startswith("Nothing fits")) for found in answers] == [(0, True)] * len(nothing)
