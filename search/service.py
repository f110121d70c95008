"""One search for everyone: reads what was typed, asks an engine, and believes no index about what a person may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from portal.accounts import capabilities
from portal.accounts.models import User
from portal.accounts.roles import Capability
from search import breaker, planning, ranking, reasons, told
from search.contract import Code, Hit, Near, Tier, sources
from search.engines import Answer, Candidate, EngineUnavailable, Key, Question
from search.engines.database import database_engine
from search.language import AllOf
from search.outside import answering_engine, outside_engine
from search.query import Query
from search.told import AlsoSearched, Reading
from search.understanding import understand

DEEPEST = 10_000  # hits that can be paged through: what the outside engine allows
FEW = 2  # hits up to which another spelling is offered
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
    """Finds, in one engine or the other. Refuses nothing: odd text finds nothing and says so in `notes`.

    What fits everything comes first. Where too little does, what fits most of it comes after, and a note says what was
    given up; where nothing comes near, nothing is shown. SQL queries: see `docs/search.md`, "What a search costs".
    """
    tier, now = tier_of(request.user), timezone.now()
    query = understand(request.text, tier, literal=request.literal)
    question = Question(
        tree=AllOf(()),
        tier=tier,
        kinds=request.kinds,
        facets=request.facets,
        now=now,
        near=request.near or _near(query),
        prefer=request.prefer,
        ask_codes=ranking.asked_codes(query) | frozenset(request.prefer),
    )
    if planning.has_words(query):
        return _ranked(request, query, question)
    return _in_order(request, query, question)


def _in_order(request: SearchRequest, query: Query, question: Question) -> Found:
    """Nothing to rank by: the engine's own order."""
    tree = planning.unranked(query)
    page = replace(question, tree=tree, near=request.near, offset=_offset(request), limit=request.size)
    asked = _Asked(page)
    keys = _visible(request.user, asked.answer.keys)
    total = max(asked.answer.total - (len(asked.answer.keys) - len(keys)), 0)
    return Found(
        keys,
        total,
        asked.answer.facet_counts,
        asked.engine,
        (*query.notes, *asked.notes),
        miles=_miles(asked.answer.candidates, keys),
    )


def _ranked(request: SearchRequest, query: Query, question: Question) -> Found:
    """The best window of candidates in our own order, and behind it the engine's."""
    window = replace(question, limit=planning.WINDOW, with_texts=True)
    plan = planning.carry_out(query, lambda tree: _Asked(replace(window, tree=tree)))
    ranked = ranking.rank(query, plan.asked.answer.candidates, request.prefer, is_near=bool(request.near))
    notes = (*query.notes, *plan.asked.notes)
    if not planning.is_worth_showing(query, ranked):
        return _nothing(query, plan, notes)
    offset = _offset(request)
    shown = [(each.candidate, reasons.told(query, each)) for each in ranked[offset : offset + request.size]]
    if offset + request.size > planning.WINDOW and plan.asked.answer.total > planning.WINDOW:
        start = max(offset, planning.WINDOW)
        rest = replace(question, tree=plan.tree, offset=start, limit=offset + request.size - start)
        shown += [(candidate, ()) for candidate in _Asked(rest).answer.candidates]
    keys = _visible(request.user, tuple(candidate.key for candidate, _ in shown))
    fitting = sum(each.fits for each in ranked)
    candidates = [candidate for candidate, _ in shown]
    return Found(
        keys,
        max(plan.asked.answer.total - (len(shown) - len(keys)), 0),
        plan.asked.answer.facet_counts,
        plan.asked.engine,
        (*notes, *planning.notes(query, plan, fitting)),
        fitting=fitting if plan.gave_up else None,
        reasons={candidate.key: said for candidate, said in shown if said and candidate.key in keys},
        miles=_miles(candidates, keys),
        also_searched=told.also_searched(query),
        did_you_mean=query.corrected if plan.matching <= FEW and query.is_offered else "",
        readings=told.readings(query),
    )


def _nothing(query: Query, plan: planning.Plan, notes: tuple[str, ...]) -> Found:
    return Found(
        (),
        0,
        plan.first.answer.facet_counts,
        plan.asked.engine,
        (*notes, *planning.nothing_notes(query)),
        fitting=0,
        also_searched=told.also_searched(query),
        did_you_mean=query.corrected if query.is_offered else "",
        readings=told.readings(query),
    )


def _near(query: Query) -> Near | None:
    """Distances are told from the first place that was typed."""
    place = query.places[0] if query.places else None
    return Near(place.latitude, place.longitude) if place else None


def _miles(candidates: Sequence[Candidate], keys: tuple[Key, ...]) -> dict[Key, float]:
    return {each.key: each.miles for each in candidates if each.miles is not None and each.key in keys}


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
    return tier_with(capability for capability, _ in capabilities(user))


def tier_with(held: Iterable[str]) -> Tier:
    """The documents that are searched by whoever holds these capabilities."""
    may = frozenset(held)
    if Capability.DIRECTORY_PLACING in may:
        return Tier.PLACING
    return Tier.MEMBER if Capability.ENTER in may else Tier.PUBLIC


def _offset(request: SearchRequest) -> int:
    return min(max(request.page - 1, 0) * request.size, DEEPEST - request.size)


class _Asked:
    """A question with its answer, from the engine that gave it."""

    def __init__(self, question: Question) -> None:
        self.answer, self.engine, self.notes = _ask(question)


def _ask(question: Question) -> tuple[Answer, str, tuple[str, ...]]:
    outside = answering_engine()
    if outside:
        try:
            answer = outside.find(question)
            breaker.succeeded()
            return answer, outside.name, ()
        except EngineUnavailable:
            breaker.failed()
    engine = database_engine()
    answer = engine.find(question)
    return answer, engine.name, (*answer.notes, *((FALLBACK_NOTE,) if outside_engine() else ()))


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
