"""Elasticsearch 8 and 9, by nothing but the server's core: the language is ours, so no analysis module is needed.

One index behind an alias. Documents carry their own version, so a late writer can't undo a newer one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils import timezone
from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.helpers import scan, streaming_bulk

from search.contract import Tier
from search.engines import Answer, Changes, EngineUnavailable, Key, Question, Stand
from search.engines.elasticsearch_index import KEY_FIELDS, SETTINGS, mapping, source, stored_in
from search.engines.elasticsearch_query import answer, body

ALIAS = "pact-search"
# A page waits this long for an answer before the database engine is asked; the server answers in tens of milliseconds.
TIMEOUT_SECONDS = 1.5
BULK_TIMEOUT_SECONDS = 30

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
            response = self.client.search(index=self.alias, body=body(question))
        except _UNAVAILABLE as error:
            raise EngineUnavailable(type(error).__name__) from error
        return answer(response.body, question)

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
            self.client.indices.create(index=new, mappings=mapping(), settings=SETTINGS)
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

    def digests(self, keys: Collection[Key]) -> dict[tuple[str, str, str], str]:
        ids = [f"{kind}:{pk}:{tier}" for kind, pk in keys for tier in Tier]
        try:
            found = self.client.mget(index=self.alias, ids=ids)["docs"] if ids else []
        except _UNAVAILABLE as error:
            raise EngineUnavailable(type(error).__name__) from error
        return {
            tuple(hit["_source"][name] for name in KEY_FIELDS): stored_in(hit["_source"]).digest
            for hit in found
            if hit.get("found")
        }


def _actions(changes: Changes, target: str, *, only_put: bool = False) -> Iterator[dict[str, Any]]:
    for (kind, pk), documents in changes.items():
        for document in documents:
            yield {
                "_op_type": "index",
                "_index": target,
                "_id": f"{kind}:{pk}:{document.tier}",
                "version": document.version,
                "version_type": "external_gte",
                "_source": source(document),
            }
        for tier in set(Tier) - {document.tier for document in documents}:
            if not only_put:
                yield {"_op_type": "delete", "_index": target, "_id": f"{kind}:{pk}:{tier}"}
