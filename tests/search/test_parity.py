"""Every engine answers every question alike; an engine that is only a few lines of Python says what alike is."""

import math
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from search import UNSTATED, SearchDocument, TimedCode
from search.engines import Answer, Question
from search.engines.places import miles_between
from search.engines.stored import sort_title, stored
from search.language import AllOf, AnyOf, AtLeast, Not, Phrase, Prefix, Word
from tests.search import worlds

HURRY = settings(
    max_examples=25,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # on a server, finding the smallest example takes an hour
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def holds(code: TimedCode, question: Question) -> bool:
    return (code.since is None or code.since <= question.now) and (code.until is None or question.now < code.until)


def codes_of(document: SearchDocument, question: Question) -> set[tuple[str, str]]:
    lasting = {(facet, code) for facet, codes in document.facets.items() for code in codes}
    codes = lasting | {(timed.facet, timed.code) for timed in document.timed if holds(timed, question)}
    facets = {*document.facets, *(timed.facet for timed in document.timed)}
    return codes | {(facet, UNSTATED) for facet in facets - {facet for facet, _ in codes}}


def matches(document: SearchDocument, node) -> bool:
    fields = [text.split() for text in stored(document).texts.values()]
    match node:
        case Word(forms):
            return any(form in words for form in forms for words in fields)
        case Phrase(tokens):
            return any(list(tokens) == words[at : at + len(tokens)] for words in fields for at in range(len(words)))
        case Prefix(start):
            return any(word.startswith(start) for words in fields for word in words)
        case AnyOf(nodes):
            return any(matches(document, each) for each in nodes)
        case AllOf(nodes):
            return all(matches(document, each) for each in nodes)
        case AtLeast(count, nodes):
            return sum(matches(document, each) for each in nodes) >= count
        case Not(inner):
            return not matches(document, inner)


def miles_to(document: SearchDocument, question: Question) -> float:
    near = question.near
    return miles_between((near.latitude, near.longitude), document.place) if near and document.place else math.inf


def plainly(documents: Iterable[SearchDocument], question: Question) -> tuple[list, dict]:
    """The keys without regard to words' scores, and the counts."""

    def fits(document: SearchDocument, but: str | None = None) -> bool:
        codes = codes_of(document, question)
        return (
            document.tier == question.tier
            and (not question.kinds or document.kind in question.kinds)
            and matches(document, question.tree)
            and not (question.near and question.near.miles and miles_to(document, question) > question.near.miles)
            and all(
                {(name, code) for code in some} & codes for name, some in question.selections.items() if name != but
            )
        )

    counts: dict[str, dict[str, int]] = {name: dict.fromkeys(some, 0) for name, some in question.selections.items()}
    for document in documents:
        for facet, code in codes_of(document, question):
            if fits(document, facet):
                counts.setdefault(facet, {}).setdefault(code, 0)
                counts[facet][code] += 1

    def order(document: SearchDocument) -> tuple:
        held = codes_of(document, question)
        preferred = [at for at, code in enumerate(question.prefer) if code in held]
        return min(preferred, default=9), miles_to(document, question), sort_title(document), document.kind, document.pk

    found = sorted((document for document in documents if fits(document)), key=order)
    return [(each.kind, each.pk) for each in found], counts


def fill(engine, batches: list) -> None:
    """One engine serves every example of a test; Elasticsearch wouldn't swap a full index for an empty one unless told."""
    engine.rebuild(batches, **({"force": True} if hasattr(engine, "client") else {}))


def told(answer: Answer) -> dict:
    return {candidate.key: candidate for candidate in answer.candidates}


@given(documents=worlds.documents(), asked=worlds.st.lists(worlds.questions, min_size=3, max_size=6))
@HURRY
def test_every_engine_answers_as_the_contract_says(engine, documents, asked):
    changes = {}
    for document in documents:
        changes.setdefault((document.kind, document.pk), []).append(document)
    fill(engine, [changes])
    for question in asked:
        answer = engine.find(question)
        keys, counts = plainly(documents, question)
        has_words = any(not isinstance(node, Not) for node in question.tree.nodes)
        assert (sorted if has_words else list)(answer.keys) == (sorted if has_words else list)(keys)
        assert answer.total == len(keys)
        assert answer.facet_counts == counts
        by_key = {(each.kind, each.pk): each for each in documents if each.tier == question.tier}
        for key, candidate in told(answer).items():
            document = by_key[key]
            assert candidate.codes == codes_of(document, question) & question.ask_codes
            assert candidate.texts == (stored(document).texts if question.with_texts else {})
            far = miles_to(document, question)
            assert candidate.miles == (pytest.approx(far, abs=0.01) if math.isfinite(far) else None)


@given(documents=worlds.documents(), question=worlds.questions)
@HURRY
def test_pages_of_any_question_neither_repeat_nor_skip(engine, documents, question):
    changes = {}
    for document in documents:
        changes.setdefault((document.kind, document.pk), []).append(document)
    fill(engine, [changes])
    whole = engine.find(question).keys
    pages = [
        engine.find(Question(**{**vars(question), "offset": offset, "limit": 3})).keys for offset in range(0, 12, 3)
    ]
    assert tuple(key for page in pages for key in page) == whole


@given(changes=worlds.st.lists(worlds.documents(), min_size=2, max_size=4), question=worlds.questions)
@HURRY
def test_an_index_that_changes_answers_as_one_made_anew(engine, changes, question):
    """What a process remembers of the index follows every change, one by one, as the moments of questions go to and fro."""
    fill(engine, [])
    for step, documents in enumerate(changes):
        stand = {}
        for document in documents:
            changed = replace(document, version=2 * step + 1)  # a removal counts as a version, too
            stand.setdefault((document.kind, document.pk), []).append(changed)
        every = {(kind, str(pk)): [] for kind in ("note", "page") for pk in range(12)}
        engine.write(every | stand)
        asked = Question(**{**vars(question), "now": worlds.MOMENTS[step * 3 % len(worlds.MOMENTS)]})
        if hasattr(engine, "client"):
            engine.client.indices.refresh(index=engine.alias)
        keys, counts = plainly(documents, asked)
        answer = engine.find(asked)
        assert (sorted(answer.keys), answer.facet_counts) == (sorted(keys), counts)
