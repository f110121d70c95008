"""Elasticsearch 8 and 9, by nothing but the server's core: the language is ours, so no analysis module is needed.

One index behind an alias. Documents carry their own version, so a late writer can't undo a newer one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils import timezone
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.helpers import BulkIndexError, scan, streaming_bulk

from search.contract import Tier
from search.engines import Answer, Changes, EngineUnavailable, Key, Question, Rebuilt, Stand, SwapRefused
from search.engines.elasticsearch_index import KEY_FIELDS, SETTINGS, document_id, key_of, mapping, source, stored_in
from search.engines.elasticsearch_query import answer, body

ALIAS = "pact-search"
# A page waits this long for an answer before the database engine is asked; the server answers in tens of milliseconds.
TIMEOUT_SECONDS = 1.5
BULK_TIMEOUT_SECONDS = 30
# A person waits for a purge: if the server is that slow, the database engine answers until it has taken it.
PURGE_TIMEOUT_SECONDS = 5

_TAKEN = {200, 201}
_GONE, _NEWER_IS_THERE = 404, 409
_BUSY = {429, 502, 503, 504}


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
        self.patient = client.options(request_timeout=BULK_TIMEOUT_SECONDS)  # for work that no page waits for
        self.alias = alias

    def find(self, question: Question) -> Answer:
        with _unavailable():
            response = self.client.search(index=self.alias, body=body(question))
        return answer(response.body, question)

    def write(self, changes: Changes) -> dict[Key, str]:
        with _unavailable():
            return self._put(changes, self.alias)

    def purge(self, changes: Changes) -> dict[Key, str]:
        """As `write`, to every index there is: the one that answers, the one before, one that is being filled.

        When it returns, no search finds what is not in `changes` any more; what the server refuses is gone, too, so that
        nothing has to be tried again.
        """
        with _unavailable():
            for name in self._indices():
                refused = self._put(changes, name, at_once=True)
                if refused:
                    self._put(dict.fromkeys(refused, ()), name, at_once=True)
        return {}

    def rebuild(
        self, batches: Iterable[Changes], replay: Callable[[], Iterable[Changes]] = tuple, *, force: bool = False
    ) -> Rebuilt:
        """Fills a new index and swaps the alias in one call; the one before stays for a way back, older ones go.

        `replay` gives what changed while the index was filled. Raises SwapRefused, and keeps the old index, where the
        server has another number of documents than it was given, or less than half of those before (unless `force`).
        """
        new = f"{self.alias}-{timezone.now():%Y%m%d%H%M%S%f}"
        with _unavailable():
            self.patient.indices.create(index=new, mappings=mapping(), settings=SETTINGS)
            try:
                rebuilt = self._fill(new, batches, replay)
                self.patient.indices.refresh(index=new)
                self._check_swap(new, rebuilt.documents, force=force)
                self._swap(new)
            except Exception:
                self.patient.options(ignore_status=_GONE).indices.delete(index=new)
                raise
        return rebuilt

    def stand(self) -> Iterable[Stand]:
        fields = [*KEY_FIELDS, "version"]
        with _unavailable():
            self.patient.indices.refresh(index=self.alias)
            found = list(scan(self.patient, index=self.alias, query={"_source": fields}))
        return [tuple(hit["_source"][name] for name in fields) for hit in found]

    def digests(self, keys: Collection[Key]) -> dict[tuple[str, str, str], str]:
        ids = [document_id(key, tier) for key in keys for tier in Tier]
        with _unavailable():
            found = self.patient.mget(index=self.alias, ids=ids)["docs"] if ids else []
        return {
            tuple(hit["_source"][name] for name in KEY_FIELDS): stored_in(hit["_source"]).digest
            for hit in found
            if hit.get("found")
        }

    def damage(self) -> str:
        return "" if self._current() else f"there is no index {self.alias}"

    def health(self) -> str:
        """The colour of the index, or EngineUnavailable."""
        with _unavailable():
            return str(self.client.cluster.health(index=self.alias, timeout="1s")["status"])

    def _put(self, changes: Changes, index: str, *, at_once: bool = False) -> dict[Key, str]:
        """Returns what was refused. Raises EngineUnavailable where the server is busy or the index is not there."""
        client = self.client.options(request_timeout=PURGE_TIMEOUT_SECONDS) if at_once else self.patient
        refused: dict[Key, str] = {}
        actions = [*_puts(changes), *self._deletions(changes, index)]
        for _, result in streaming_bulk(
            client, actions, index=index, require_alias=index == self.alias, raise_on_error=False, refresh=at_once
        ):
            (outcome,) = result.values()
            status, error = outcome.get("status"), outcome.get("error")
            if status in _BUSY:
                raise EngineUnavailable("The server is busy.")
            if status == _GONE and error:
                raise EngineUnavailable(f"There is no index {index} yet; run manage.py search_rebuild.")
            if status not in (*_TAKEN, _GONE, _NEWER_IS_THERE):
                refused[key_of(outcome["_id"])] = str(error or "refused")[:200]
        return refused

    def _deletions(self, changes: Changes, index: str) -> Iterator[dict[str, Any]]:
        """Documents that the index has and that are not among the changes any more.

        A deletion counts as one version more, so that a late writer of an older one can't bring the document back.
        """
        gone = [
            document_id(key, tier)
            for key, documents in changes.items()
            for tier in Tier
            if tier not in {document.tier for document in documents}
        ]
        if not gone:
            return
        for hit in self.patient.mget(index=index, ids=gone, source=False)["docs"]:
            if hit.get("found"):
                version = hit["_version"] + 1
                yield {"_op_type": "delete", "_id": hit["_id"], "version": version, "version_type": "external_gte"}

    def _fill(self, new: str, batches: Iterable[Changes], replay: Callable[[], Iterable[Changes]]) -> Rebuilt:
        given: dict[Key, int] = {}
        refused: dict[Key, str] = {}
        for some in (batches, replay()):
            for changes in some:
                errors = self._put(changes, new)
                self._put(dict.fromkeys(errors, ()), new, at_once=True)
                given |= {key: len(documents) for key, documents in changes.items()} | dict.fromkeys(errors, 0)
                refused |= errors
        return Rebuilt(sum(given.values()), refused)

    def _check_swap(self, new: str, given: int, *, force: bool) -> None:
        has = int(self.patient.count(index=new)["count"])
        if has != given:
            raise SwapRefused(f"The new index has {has} documents where {given} were given.")
        before = int(self.patient.count(index=self.alias)["count"]) if self._current() else 0
        if has * 2 < before and not force:
            raise SwapRefused(
                f"The new index has {has} documents, the one before {before}; --force swaps all the same."
            )

    def _swap(self, new: str) -> None:
        """One call, so that readers see the old index or the new one."""
        current = self._current()
        self.patient.indices.update_aliases(
            actions=[
                *({"remove": {"index": name, "alias": self.alias}} for name in current),
                {"add": {"index": new, "alias": self.alias}},
            ]
        )
        for name in self._indices():
            if name not in (new, *current):
                self.patient.indices.delete(index=name)

    def _current(self) -> list[str]:
        """The index that answers."""
        try:
            return list(self.patient.indices.get_alias(name=self.alias))
        except NotFoundError:
            return []

    def _indices(self) -> list[str]:
        """All indexes of this portal: those of another one may start with the same letters."""
        ours = re.compile(rf"{re.escape(self.alias)}-\d+")
        return sorted(name for name in self.patient.indices.get(index=f"{self.alias}-*") if ours.fullmatch(name))


@contextmanager
def _unavailable() -> Iterator[None]:
    """Whatever the server or the way to it does: the engine is unavailable, and the kind of failure is told."""
    try:
        yield
    except ApiError as error:
        raise EngineUnavailable(f"{type(error).__name__} {error.status_code}") from error
    except (TransportError, BulkIndexError) as error:
        raise EngineUnavailable(type(error).__name__) from error


def _puts(changes: Changes) -> Iterator[dict[str, Any]]:
    for key, documents in changes.items():
        for document in documents:
            yield {
                "_id": document_id(key, document.tier),
                "version": document.version,
                "version_type": "external_gte",
                "_source": source(document),
            }
