"""Invented documents and questions of every shape that the contract allows, for Hypothesis."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from search import UNSTATED, Near, SearchDocument, Tier, TimedCode
from search.engines import Question
from search.language import AllOf, AnyOf, AtLeast, Not, Phrase, Prefix, Word, code_token

DAY = datetime.datetime(2030, 6, 1, 12, tzinfo=datetime.UTC)
MOMENTS = [DAY + datetime.timedelta(hours=hours) for hours in range(0, 60, 12)]
WORDS = ("bed", "shelter", "girls", "foster", "family", "fresno", "night", "safe")
FACETS = {"county": ("kern", "inyo", "san-luis-obispo"), "need": ("a b", "ñ:x"), "kind": ("placement", "service")}
TIMED = {"room": ("open", "full"), "need": ("a b", "later")}
PLACES = [(36.7, -119.8), (35.4, -119.0), (41.6, -120.5), (32.7, -117.2), (90.0, 0.0), (-1.0, 179.9)]

texts = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
moments = st.none() | st.sampled_from(MOMENTS)
timed_codes = st.builds(
    lambda facet_and_code, since, until: TimedCode(*facet_and_code, since, until),
    st.sampled_from([(facet, code) for facet, codes in TIMED.items() for code in codes]),
    moments,
    moments,
)


@st.composite
def documents(draw: st.DrawFn) -> list[SearchDocument]:
    """At most a dozen objects of two kinds, each in any tiers."""
    made = []
    for number in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(["note", "page"]))
        for tier in draw(st.sets(st.sampled_from(list(Tier)), min_size=1)):
            facets = draw(st.sets(st.sampled_from(list(FACETS))))
            made.append(
                SearchDocument(
                    kind=kind,
                    pk=str(number),
                    tier=tier,
                    fields={name: draw(texts) for name in ("title", "alias", "terms", "body")},
                    facets={name: tuple(draw(st.lists(st.sampled_from(FACETS[name]), max_size=2))) for name in facets},
                    version=1,
                    timed=tuple(draw(st.lists(timed_codes, max_size=3))),
                    place=draw(st.none() | st.sampled_from(PLACES)),
                )
            )
    return made


words = st.sampled_from(WORDS).map(lambda word: Word((word,)))
nodes = st.one_of(
    words,
    st.sampled_from([Word(("bed", "night")), Word((code_token("county", "kern"),)), AnyOf(())]),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda each: Phrase(tuple(each))),
    st.sampled_from(["fa", "s", "she"]).map(Prefix),
    st.lists(words, min_size=1, max_size=3).map(lambda each: AnyOf(tuple(each))),
)
trees = st.lists(
    st.one_of(
        nodes,
        nodes.map(Not),
        st.builds(AtLeast, st.integers(1, 4), st.lists(nodes, min_size=1, max_size=5).map(tuple)),
    ),
    max_size=3,
).map(lambda each: AllOf(tuple(each)))
codes = st.sampled_from(
    [
        *((facet, code) for some in (FACETS, TIMED) for facet, codes in some.items() for code in codes),
        *((facet, UNSTATED) for facet in ("room", "need", "county")),
        ("county", "nowhere"),
        ("nothing", "at-all"),
    ]
)


def _selected(some: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    facets: dict[str, tuple[str, ...]] = {}
    for facet, code in some:
        facets[facet] = tuple(dict.fromkeys([*facets.get(facet, ()), code]))
    return facets


nears = st.builds(
    lambda place, miles: Near(*place, miles), st.sampled_from(PLACES), st.sampled_from([None, 1.0, 150.0, 900.0])
)
questions = st.builds(
    Question,
    tree=trees,
    tier=st.sampled_from(list(Tier)),
    kinds=st.sampled_from([(), ("note",), ("note", "page"), ("gone",)]),
    facets=st.lists(codes, max_size=3).map(_selected),
    now=st.sampled_from(MOMENTS),
    near=st.none() | nears,
    prefer=st.lists(codes, max_size=2, unique=True).map(tuple),
    ask_codes=st.frozensets(codes, max_size=3),
    with_texts=st.booleans(),
    limit=st.just(40),
)
