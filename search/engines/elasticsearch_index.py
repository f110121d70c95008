"""How a document stands in the server's index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from elasticsearch.dsl import GeoPoint, Keyword, Long, Nested, Text
from elasticsearch.dsl import Mapping as IndexMapping

from search.contract import FIELD_WEIGHTS, SearchDocument, Tier
from search.engines import Key
from search.engines.codes import Span
from search.engines.stored import Stored, stored

KEY_FIELDS = ("kind", "pk", "tier")
SETTINGS = {
    "number_of_replicas": 0,
    # How long the version of a deleted document is remembered: a writer later than that could bring it back.
    "gc_deletes": "1h",
}


def document_id(key: Key, tier: Tier) -> str:
    """The name of a document on the server."""
    return f"{key[0]}:{key[1]}:{tier}"


def key_of(name: str) -> Key:
    """The object of such a name."""
    kind, rest = name.split(":", 1)
    return kind, rest.rsplit(":", 1)[0]


def mapping() -> dict[str, Any]:
    """Strict: a field that the server isn't told of is an error and not a guess."""
    index = IndexMapping()
    for name in (*KEY_FIELDS, "sort_title", "codes"):
        index.field(name, Keyword())
    index.field("version", Long())
    index.field("place", GeoPoint())
    index.field("spans", Nested(properties={"code": Keyword(), "since": Long(), "until": Long()}))
    for name in FIELD_WEIGHTS:
        index.field(name, Text(analyzer="whitespace"))
    index.meta("dynamic", "strict")
    return index.to_dict()


def source(document: SearchDocument) -> dict[str, Any]:
    """The document as the server stores it."""
    kept = stored(document)
    return {
        "kind": document.kind,
        "pk": document.pk,
        "tier": document.tier.value,
        "version": document.version,
        "sort_title": kept.sort_title,
        "codes": kept.codes,
        "spans": [span._asdict() for span in kept.spans],
        **({"place": {"lat": kept.place[0], "lon": kept.place[1]}} if kept.place else {}),
        **kept.texts,
    }


def stored_in(kept: Mapping[str, Any]) -> Stored:
    """What a stored document says, in the shape in which engines are compared."""
    place = kept.get("place")
    return Stored(
        kept["sort_title"],
        kept["codes"],
        [Span(**span) for span in kept["spans"]],
        (place["lat"], place["lon"]) if place else None,
        {name: kept[name] for name in FIELD_WEIGHTS},
    )
