"""One search for everyone: reads what was typed, asks an engine, and believes no index about what a person may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from portal.accounts import capabilities
from portal.accounts.models import User
from portal.accounts.roles import Capability
from search import breaker, language
from search.contract import Code, Hit, Near, Tier, sources
from search.engines import Answer, EngineUnavailable, Key, Question
from search.engines.database import database_engine
from search.outside import outside_engine

DEEPEST = 10_000  # hits that can be paged through: what the outside engine allows
FALLBACK_NOTE = "Search is running on its reserve engine: results are complete, but their order may differ a little."


@dataclass(frozen=True)
class SearchRequest:
    """One search. `facets` maps a facet's name to the codes that are selected; `page` counts from 1.

    `near` sorts by distance and, with miles, leaves out what lies farther. Documents with a code of `prefer` come before
    others that fit as well. `literal`: only the words as typed, without synonyms.
    """

    text: str
    user: User | AnonymousUser
    kinds: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: Near | None = None
    prefer: tuple[Code, ...] = ()
    literal: bool = False
    page: int = 1
    size: int = 20


@dataclass(frozen=True)
class AlsoSearched:
    """A word as it was typed, and the other words that were searched for it."""

    typed: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """A part of what was typed that can be a filter: the reader takes it or leaves it. `label` says it in words."""

    typed: str
    facet: str
    code: str
    label: str


@dataclass(frozen=True)
class Found:
    """Keys of one page in order, all visible to the person.

    `total` counts what the index holds for the person's tier, less what this page had to drop: exact once the index
    has settled. `facet_counts` ignore a facet's own selection. `notes` are sentences for the reader.
    `fitting`: how many of `total` fit all that was typed, where some fit only most of it (they come last); else None.
    `reasons` says for each key why it is here; `miles` how far it is, where the search was near a place.
    `did_you_mean` is another spelling of the whole text, made of words that this reader's tier can find; or empty.
    """

    keys: tuple[Key, ...]
    total: int
    facet_counts: dict[str, dict[str, int]]
    engine: str
    notes: tuple[str, ...]
    fitting: int | None = None
    reasons: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    miles: Mapping[Key, float] = field(default_factory=dict)
    also_searched: tuple[AlsoSearched, ...] = ()
    did_you_mean: str = ""
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SearchPage(Found):
    """One page of results; `hits` are of the same objects as `keys`, in the same order."""

    hits: tuple[Hit, ...]


def find(request: SearchRequest) -> Found:
    """Finds, in one engine or the other. Refuses nothing: odd text finds nothing and says so in `notes`."""
    parsed = language.parse(request.text)
    question = Question(
        tree=parsed.tree,
        tier=tier_of(request.user),
        kinds=request.kinds,
        facets=request.facets,
        now=timezone.now(),
        offset=_offset(request),
        limit=request.size,
    )
    answer, engine, notes = _ask(question)
    keys = _visible(request.user, answer.keys)
    total = max(answer.total - (len(answer.keys) - len(keys)), 0)
    return Found(keys, total, answer.facet_counts, engine, (*parsed.notes, *notes))


def search(request: SearchRequest) -> SearchPage:
    """As `find`, with a line to show for each object; each kind on the page is asked for its own."""
    found = find(request)
    hits: dict[Key, Hit] = {}
    for kind in _kinds(found.keys):
        pks = [pk for each, pk in found.keys if each == kind]
        hits.update(zip(((kind, pk) for pk in pks), sources[kind].hits(request.user, pks), strict=True))
    return SearchPage(**vars(found), hits=tuple(hits[key] for key in found.keys))


def tier_of(user: User | AnonymousUser) -> Tier:
    """Which documents a person searches, from their capabilities and never from the address. One SQL query at most."""
    held = {capability for capability, _ in capabilities(user)}
    if Capability.DIRECTORY_PLACING in held:
        return Tier.PLACING
    return Tier.MEMBER if Capability.ENTER in held else Tier.PUBLIC


def _offset(request: SearchRequest) -> int:
    return min(max(request.page - 1, 0) * request.size, DEEPEST - request.size)


def _ask(question: Question) -> tuple[Answer, str, tuple[str, ...]]:
    outside = outside_engine()
    if outside and not breaker.is_open():
        try:
            answer = outside.find(question)
            breaker.succeeded()
            return answer, outside.name, ()
        except EngineUnavailable:
            breaker.failed()
    engine = database_engine()
    return engine.find(question), engine.name, (FALLBACK_NOTE,) if outside else ()


def _visible(user: User | AnonymousUser, keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """The keys of what the person may see now, in the engine's order: no index is believed about that."""
    visible = {
        (kind, pk)
        for kind in _kinds(keys)
        for pk in sources[kind].visible_pks(user, [pk for each, pk in keys if each == kind])
    }
    return tuple(key for key in keys if key in visible)


def _kinds(keys: tuple[Key, ...]) -> list[str]:
    return sorted({kind for kind, _ in keys} & sources.keys())
