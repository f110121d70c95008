"""What every engine stores of a document, whatever shape it gives it; and a digest to compare what came back with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search.contract import FIELD_WEIGHTS, SearchDocument
from search.engines.codes import Span, lasting, spans, uncoded
from search.engines.places import Place
from search.language import Tokens, code_token, fold, index

# A token that no language makes. It keeps other forms from looking like the next word of a phrase.
BREAK = "_"
CODES_FIELD = "terms"

# The documents of one object for its tiers come one after the other, and most of their texts are the same.
_tokens = lru_cache(maxsize=32)(index)


@dataclass(frozen=True)
class Stored:
    """The folded title (the order among equals), the codes, those that come and go, the place, the tokens of each field."""

    sort_title: str
    codes: Sequence[str]
    spans: Sequence[Span]
    place: Place | None
    texts: Mapping[str, str]

    @property
    def digest(self) -> str:
        parts = [
            self.sort_title,
            list(self.codes),
            [list(span) for span in self.spans],
            self.place and list(self.place),
        ]
        return hashlib.sha256(json.dumps([*parts, dict(sorted(self.texts.items()))]).encode()).hexdigest()


def stored(document: SearchDocument) -> Stored:
    return Stored(
        sort_title(document),
        lasting(document),
        spans(document),
        document.place,
        {name: as_text(tokens) for name, tokens in tokens_of(document).items()},
    )


def tokens_of(document: SearchDocument) -> dict[str, Tokens]:
    """The tokens of each field; those of the document's lasting codes are among its terms."""
    fields = {name: _tokens(document.fields.get(name, "")) for name in FIELD_WEIGHTS}
    terms = fields[CODES_FIELD]
    codes = dict.fromkeys(code_token(*uncoded(code)) for code in lasting(document))
    return {**fields, CODES_FIELD: Tokens(terms.words, (*terms.extra, *codes))}


def as_text(tokens: Tokens) -> str:
    """The words in order, then each other form behind a break."""
    return " ".join([*tokens.words, *(f"{BREAK} {form}" for form in tokens.extra)])


def from_text(text: str) -> Tokens:
    """The tokens of such a text."""
    words, *extra = text.split(BREAK)
    return Tokens(tuple(words.split()), tuple(form.strip() for form in extra))


def sort_title(document: SearchDocument) -> str:
    """The order among documents that match equally well, the same on every engine."""
    return fold(document.fields.get("title", ""))[:120]
