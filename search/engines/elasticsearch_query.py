"""A question as one request to the server, and its answer read back: hits, every facet and distances together.

Only the server's core is used, no scripts. The answer is read as plain data: wrapping each hit and bucket in objects
would take longer than the server takes to find them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.contract import FIELD_WEIGHTS, Code, Near
from search.engines import Answer, Candidate, Question
from search.engines.codes import coded, moment, uncoded
from search.engines.places import METERS_IN_A_MILE
from search.language import AllOf, AnyOf, AtLeast, Node, Not, Phrase, Prefix, Word

MOST_CODES = 10_000  # of all facets together; the server's own default would cut at 10
# Far less than a word is worth: with words it decides only between documents that are worth the same.
PREFERENCE = 0.001

_BOOSTED = [f"{name}^{weight}" for name, weight in FIELD_WEIGHTS.items()]


def body(question: Question) -> dict[str, Any]:
    """The request. Selections stand behind the counts, so that each facet is counted without its own."""
    selections = {name: _selected(name, codes, question) for name, codes in question.selections.items()}
    request: dict[str, Any] = {
        "query": _scored(question).to_dict(),
        "aggs": {
            f"under:{name or ''}": _counts(
                name, [each for facet, each in selections.items() if facet != name], question
            )
            for name in [None, *selections]
        },
        "sort": ["_score", *_by_distance(question.near), "sort_title", "kind", "pk"],
        "_source": _wanted_source(question),
        "from": question.offset,
        "size": question.limit,
        "track_total_hits": True,
    }
    if selections:
        request["post_filter"] = Q("bool", filter=list(selections.values())).to_dict()
    return request


def answer(response: Mapping[str, Any], question: Question) -> Answer:
    """What the server said."""
    candidates = tuple(_candidate(hit, question) for hit in response["hits"]["hits"])
    return Answer(candidates, response["hits"]["total"]["value"], _facet_counts(response["aggregations"], question))


def query(node: Node) -> Query:
    """The node in the server's query language."""
    match node:
        case Word(forms):
            return Q("multi_match", query=" ".join(forms), fields=_BOOSTED, operator="or", type="best_fields")
        case Phrase(tokens):
            return Q("multi_match", query=" ".join(tokens), fields=_BOOSTED, type="phrase")
        case Prefix(start):
            starts = ({name: {"value": start, "boost": boost}} for name, boost in FIELD_WEIGHTS.items())
            return Q("dis_max", queries=[Q("prefix", **each) for each in starts])
        case AnyOf(nodes):
            return Q("dis_max", queries=[query(each) for each in nodes]) if nodes else Q("match_none")
        case AtLeast(count, nodes):
            return Q("bool", should=[query(each) for each in nodes], minimum_should_match=count)
        case AllOf():
            return Q(
                "bool",
                must=[query(each) for each in node.wanted().nodes],
                must_not=[query(each.node) for each in node.nodes if isinstance(each, Not)],
            )
        case Not():
            raise ValueError("An exclusion stands only in the outermost AllOf.")


def _scored(question: Question) -> Query:
    """What every hit and every count is of; only words and preferences score."""
    words = question.tree.nodes
    return Q(
        "bool",
        must=[query(question.tree)] if any(not isinstance(node, Not) for node in words) else [],
        must_not=[query(node.node) for node in words if isinstance(node, Not)],
        filter=list(_always(question)),
        should=[Q("dis_max", queries=list(_preferences(question)))] if question.prefer else [],
        minimum_should_match=0,
    )


def _always(question: Question) -> Iterator[Query]:
    yield Q("term", tier=question.tier.value)
    if question.kinds:
        yield Q("terms", kind=list(question.kinds))
    near = question.near
    if near and near.miles is not None:
        yield Q("geo_distance", distance=f"{near.miles * METERS_IN_A_MILE}m", place=_point(near))


def _preferences(question: Question) -> Iterator[Query]:
    for at, code in enumerate(question.prefer):
        worth = PREFERENCE * (len(question.prefer) - at) / len(question.prefer)
        yield Q("constant_score", filter=_has([code], question), boost=worth)


def _selected(name: str, codes: tuple[str, ...], question: Question) -> Query:
    return _has([(name, code) for code in codes], question)


def _has(codes: list[Code], question: Question) -> Query:
    """Documents with any of these codes, for good or at the moment of the question."""
    words = [coded(*code) for code in codes]
    now = Q("bool", filter=[Q("terms", spans__code=words), *_holding(question)])
    return Q("bool", should=[Q("terms", codes=words), Q("nested", path="spans", query=now)], minimum_should_match=1)


def _holding(question: Question) -> list[Query]:
    now = moment(question.now)
    return [Q("range", spans__since={"lte": now}), Q("range", spans__until={"gt": now})]


def _counts(name: str | None, others: list[Query], question: Question) -> dict[str, Any]:
    """Counts of the codes under the other selections: of one facet, or of all where no facet is named."""
    only = {"include": f"{_quoted(name)}:.*"} if name else {}
    holding = Q("bool", filter=_holding(question)).to_dict()
    return {
        "filter": Q("bool", filter=others).to_dict(),
        "aggs": {
            "lasting": {"terms": {"field": "codes", "size": MOST_CODES, **only}},
            "spans": {
                "nested": {"path": "spans"},
                "aggs": {
                    "now": {
                        "filter": holding,
                        "aggs": {"codes": {"terms": {"field": "spans.code", "size": MOST_CODES, **only}}},
                    }
                },
            },
        },
    }


def _facet_counts(under: Mapping[str, Any], question: Question) -> dict[str, dict[str, int]]:
    counts = {name: dict.fromkeys(codes, 0) for name, codes in question.selections.items()}
    for name in [None, *question.selections]:
        part = under[f"under:{name or ''}"]
        for bucket in [*part["lasting"]["buckets"], *part["spans"]["now"]["codes"]["buckets"]]:
            facet, code = uncoded(bucket["key"])
            if facet == name or (name is None and facet not in question.selections):
                codes = counts.setdefault(facet, {})
                codes[code] = codes.get(code, 0) + bucket["doc_count"]
    return counts


def _candidate(hit: Mapping[str, Any], question: Question) -> Candidate:
    source = hit["_source"]
    has: frozenset[Code] = frozenset()
    if question.ask_codes:
        now = moment(question.now)
        spans = (span["code"] for span in source["spans"] if span["since"] <= now < span["until"])
        has = question.ask_codes & {uncoded(code) for code in (*source["codes"], *spans)}
    miles = float(hit["sort"][1]) if question.near else math.inf
    return Candidate(
        (source["kind"], source["pk"]),
        {name: source[name] for name in FIELD_WEIGHTS} if question.with_texts else {},
        has,
        miles if math.isfinite(miles) else None,
    )


def _by_distance(near: Near | None) -> Iterator[dict[str, Any]]:
    """A document without a place is infinitely far."""
    if near:
        yield {"_geo_distance": {"place": _point(near), "order": "asc", "unit": "mi"}}


def _point(near: Near) -> dict[str, float]:
    return {"lat": near.latitude, "lon": near.longitude}


def _wanted_source(question: Question) -> list[str]:
    return [
        "kind",
        "pk",
        *(("codes", "spans") if question.ask_codes else ()),
        *(FIELD_WEIGHTS if question.with_texts else ()),
    ]


def _quoted(text: str) -> str:
    """A name as a regular expression of the server."""
    return "".join(char if char.isalnum() else f"\\{char}" for char in text)
