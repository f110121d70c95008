"""Elasticsearch 8 and 9, by nothing but the server's core: the language is ours, so no analysis module is needed.

One index behind an alias. Documents carry their own version, so a late writer can't undo a newer one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils import timezone
from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.dsl import A, Date, Keyword, Long, Q, Search, Text
from elasticsearch.dsl import Mapping as IndexMapping
from elasticsearch.dsl.query import Query
from elasticsearch.helpers import scan, streaming_bulk

from search.contract import FIELD_WEIGHTS, PERISHABLE_FACET, UNKNOWN, SearchDocument, Tier
from search.engines import Answer, Candidate, Changes, EngineUnavailable, Key, Question, Stand
from search.engines.database import sort_title
from search.engines.text import as_text
from search.language import AllOf, AnyOf, Node, Not, Phrase, Prefix, Word, index

ALIAS = "pact-search"
# A page waits this long for an answer before the database engine is asked; the server answers in tens of milliseconds.
TIMEOUT_SECONDS = 1.5
BULK_TIMEOUT_SECONDS = 30
MOST_CODES = 1_000  # of one facet; the server's own default would cut at 10

_BOOSTED = [f"{name}^{weight}" for name, weight in FIELD_WEIGHTS.items()]
_UNAVAILABLE = (ApiError, TransportError)


def connect(url: str) -> Elasticsearch:
    """A client for `http://user:password@host:port`. It never tries twice: the breaker decides what a failure means."""
    parts = urlsplit(url)
    account = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    host = f"{parts.scheme}://{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 9200)}"
    return Elasticsearch(
        host, basic_auth=account, request_timeout=TIMEOUT_SECONDS, max_retries=0, retry_on_timeout=False
    )


def alias_of(url: str) -> str:
    """The index that an address names by its path (`…:9200/my-index`): several portals may share a server."""
    return urlsplit(url).path.strip("/") or ALIAS


class ElasticsearchEngine:
    name = "elasticsearch"

    def __init__(self, client: Elasticsearch, alias: str = ALIAS) -> None:
        self.client = client
        self.alias = alias

    def find(self, question: Question) -> Answer:
        try:
            response: Any = self._search(question).execute()
        except _UNAVAILABLE as error:
            raise EngineUnavailable(type(error).__name__) from error
        candidates = tuple(Candidate((hit.kind, hit.pk)) for hit in response)
        return Answer(candidates, response.hits.total.value, _read_counts(response.aggregations, question))

    def write(self, changes: Changes) -> dict[Key, str]:
        try:
            if not self.client.indices.exists_alias(name=self.alias):
                raise EngineUnavailable(f"There is no index {self.alias} yet; run manage.py search_rebuild.")
            return self._bulk(_actions(changes, self.alias))
        except _UNAVAILABLE as error:
            raise EngineUnavailable(type(error).__name__) from error

    def rebuild(self, batches: Iterable[Changes]) -> int:
        """Fills a new index and swaps the alias in one call; the one before stays for a way back, older ones go."""
        new = f"{self.alias}-{timezone.now():%Y%m%d%H%M%S%f}"
        try:
            self.client.indices.create(index=new, mappings=_mapping().to_dict(), settings={"number_of_replicas": 0})
            for batch in batches:
                refused = self._bulk(_actions(batch, new, only_put=True))
                if refused:
                    raise EngineUnavailable(f"{len(refused)} objects were refused; the old index still answers.")
            self.client.indices.refresh(index=new)
            self._swap(new)
            return int(self.client.count(index=new)["count"])
        except _UNAVAILABLE as error:
            raise EngineUnavailable(type(error).__name__) from error

    def stand(self) -> Iterable[Stand]:
        try:
            self.client.indices.refresh(index=self.alias)
            fields = ["kind", "pk", "tier", "version"]
            return [
                tuple(hit["_source"][name] for name in fields)
                for hit in scan(self.client, index=self.alias, query={"_source": fields})
            ]
        except _UNAVAILABLE as error:
            raise EngineUnavailable(type(error).__name__) from error

    def health(self) -> str:
        """The colour of the index, or EngineUnavailable."""
        try:
            return str(self.client.cluster.health(index=self.alias)["status"])
        except _UNAVAILABLE as error:
            raise EngineUnavailable(type(error).__name__) from error

    def _bulk(self, actions: Iterator[dict[str, Any]]) -> dict[Key, str]:
        refused: dict[Key, str] = {}
        patient = self.client.options(request_timeout=BULK_TIMEOUT_SECONDS)
        for _, result in streaming_bulk(patient, actions, raise_on_error=False, raise_on_exception=False):
            outcome = next(iter(result.values()))
            # 409: a newer version is there already. 404: what should go was not there.
            if outcome.get("status") not in (200, 201, 404, 409):
                kind, pk, _ = outcome["_id"].split(":")
                refused[kind, pk] = str(outcome.get("error", "refused"))[:200]
        return refused

    def _swap(self, new: str) -> None:
        old = list(self.client.indices.get_alias(name=f"{self.alias}*", ignore_unavailable=True, allow_no_indices=True))
        current = [name for name in old if self._has_alias(name)]
        self.client.indices.update_aliases(
            actions=[
                *({"remove": {"index": name, "alias": self.alias}} for name in current),
                {"add": {"index": new, "alias": self.alias}},
            ]
        )
        every = self.client.indices.get(index=f"{self.alias}-*")
        for name in sorted(every):
            if name not in (new, *current):
                self.client.indices.delete(index=name)

    def _has_alias(self, name: str) -> bool:
        return bool(self.client.indices.exists_alias(index=name, name=self.alias))

    def _search(self, question: Question) -> Search:
        search = Search(using=self.client, index=self.alias).query(
            Q("bool", must=[query(question.tree)], filter=list(_always(question)))
        )
        selections = {
            name: _selected(name, codes, question.now) for name, codes in question.selections_but(None).items()
        }
        if selections:
            search = search.post_filter(Q("bool", filter=list(selections.values())))
        for name in [None, *selections]:
            others = [each for facet, each in selections.items() if facet != name]
            search.aggs.bucket(f"under:{name or ''}", _counts_under(others, name, question.now))
        search = search.sort("_score", "sort_title", "kind", "pk").source(["kind", "pk"])
        return search[question.offset : question.offset + question.limit].extra(track_total_hits=True)


def query(node: Node) -> Query:
    """The node in the server's query language."""
    match node:
        case Word(forms):
            return Q("multi_match", query=" ".join(forms), fields=_BOOSTED, operator="or", type="best_fields")
        case Phrase(tokens):
            return Q("multi_match", query=" ".join(tokens), fields=_BOOSTED, type="phrase")
        case Prefix(start):
            return Q(
                "dis_max",
                queries=[
                    Q("prefix", **{name: {"value": start, "boost": boost}}) for name, boost in FIELD_WEIGHTS.items()
                ],
            )
        case AnyOf(nodes):
            return Q("dis_max", queries=[query(each) for each in nodes]) if nodes else Q("match_none")
        case AllOf():
            return Q(
                "bool",
                must=[query(each) for each in node.wanted().nodes] or [Q("match_all")],
                must_not=[query(each) for each in node.excluded().nodes],
            )
        case Not():
            raise ValueError("An exclusion stands only in the outermost AllOf.")


def _always(question: Question) -> Iterator[Query]:
    yield Q("term", tier=question.tier.value)
    if question.kinds:
        yield Q("terms", kind=list(question.kinds))


def _coded(name: str, code: str) -> str:
    return f"{name}:{code}"


def _stale(now: datetime.datetime) -> Query:
    return Q("range", fresh_until={"lte": now.isoformat()})


def _selected(name: str, codes: tuple[str, ...], now: datetime.datetime) -> Query:
    if name != PERISHABLE_FACET:
        return Q("terms", facets=[_coded(name, code) for code in codes])
    fresh = Q("bool", filter=[Q("terms", perishable=[_coded(name, code) for code in codes])], must_not=[_stale(now)])
    if UNKNOWN not in codes:
        return fresh
    return Q("bool", should=[fresh, Q("bool", filter=[_stale(now), Q("exists", field="perishable")])])


def _counts_under(others: list[Query], name: str | None, now: datetime.datetime) -> Any:
    """Counts of the codes under the other selections: of one facet, or of all where no facet is named."""
    under = A("filter", Q("bool", filter=others))
    if name != PERISHABLE_FACET:
        only = {"include": f"{name}:.*"} if name else {}
        under.bucket("lasting", A("terms", field="facets", size=MOST_CODES, **only))
    if name in (None, PERISHABLE_FACET):
        fresh = under.bucket("fresh", A("filter", Q("bool", must_not=[_stale(now)])))
        fresh.bucket("codes", A("terms", field="perishable", size=MOST_CODES))
        under.bucket("stale", A("filter", Q("bool", filter=[_stale(now), Q("exists", field="perishable")])))
    return under


def _read_counts(aggregations: Any, question: Question) -> dict[str, dict[str, int]]:
    selected = list(question.selections_but(None))
    counts: dict[str, dict[str, int]] = {}
    for under in [None, *selected]:
        for name, code, count in _rows(aggregations[f"under:{under or ''}"]):
            if name == under or (under is None and name not in selected):
                codes = counts.setdefault(name, {})
                codes[code] = codes.get(code, 0) + count
    return counts


def _rows(under: Any) -> Iterator[tuple[str, str, int]]:
    buckets = [
        *(under.lasting.buckets if "lasting" in under else []),
        *(under.fresh.codes.buckets if "fresh" in under else []),
    ]
    for bucket in buckets:
        name, _, code = bucket.key.partition(":")
        yield name, code, bucket.doc_count
    if "stale" in under and under.stale.doc_count:
        yield PERISHABLE_FACET, UNKNOWN, under.stale.doc_count


def _actions(changes: Changes, target: str, *, only_put: bool = False) -> Iterator[dict[str, Any]]:
    for (kind, pk), documents in changes.items():
        for document in documents:
            yield {
                "_op_type": "index",
                "_index": target,
                "_id": f"{kind}:{pk}:{document.tier}",
                "version": document.version,
                "version_type": "external_gte",
                "_source": _source(document),
            }
        for tier in set(Tier) - {document.tier for document in documents}:
            if not only_put:
                yield {"_op_type": "delete", "_index": target, "_id": f"{kind}:{pk}:{tier}"}


def _source(document: SearchDocument) -> dict[str, Any]:
    coded: dict[bool, list[str]] = {True: [], False: []}
    for name, codes in document.facets.items():
        coded[name == PERISHABLE_FACET].extend(_coded(name, code) for code in codes)
    return {
        "kind": document.kind,
        "pk": document.pk,
        "tier": document.tier.value,
        "version": document.version,
        "sort_title": sort_title(document),
        "fresh_until": document.fresh_until,
        "facets": coded[False],
        "perishable": coded[True],
        **{name: as_text(index(text)) for name, text in document.fields.items()},
    }


def _mapping() -> IndexMapping:
    mapping = IndexMapping()
    for name in ("kind", "pk", "tier", "sort_title", "facets", "perishable"):
        mapping.field(name, Keyword())
    mapping.field("version", Long())
    mapping.field("fresh_until", Date())
    for name in FIELD_WEIGHTS:
        mapping.field(name, Text(analyzer="whitespace"))
    mapping.meta("dynamic", "strict")
    return mapping
