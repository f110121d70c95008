"""What staff may write as a row of synonyms, and what a row changes before it is in force."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone

from search.contract import Tier
from search.engines import Question
from search.engines.database import database_engine
from search.language import STOP_WORDS, AllOf, AnyOf, Node, word_node
from search.models import Synonym
from search.synonyms import MAX_ALSO_WORDS, MAX_TYPED_WORDS, Words, phrases, spellings, words_of

# A word that stands in more than a third of everything would be found for nearly any query; small indexes say little.
TOO_COMMON_SHARE = 1 / 3
TOO_COMMON_LEAST = 50
# The tier with the most documents, of which every other tier has a part.
TIER = Tier.PLACING


@dataclass(frozen=True)
class Effect:
    """How many documents a query finds by its own words, and how many with the row."""

    typed: str
    before: int
    after: int


def check_row(typed: str, also: str, *, both_ways: bool, row: int | None = None) -> None:
    """Refuses (ValidationError by field, one sentence each) what would do no good: see `_check_typed`, `_check_also`.

    `row` is the key of the row that is being edited. One SQL query for other rows, and one for each phrase.
    """
    problems: dict[str, ValidationError] = {}
    for field, check in (
        ("typed", lambda: _check_typed(typed, row)),
        ("also", lambda: _check_also(typed, also)),
    ):
        try:
            check()
        except ValidationError as refused:
            problems[field] = refused
    if not problems:
        common = [("also", phrase) for phrase in phrases(also)] + ([("typed", typed)] if both_ways else [])
        for field, phrase in common:
            if problem := _too_common(phrase):
                problems.setdefault(field, ValidationError(problem))
    if problems:
        raise ValidationError(problems)


def effects(typed: str, also: str, *, both_ways: bool) -> list[Effect]:
    """What each phrase that the row knows finds alone, and together with the others. Two SQL queries for each."""
    group = phrases(also)
    everything = AnyOf(tuple(_node(phrase) for phrase in (typed, *group)))
    return [
        Effect(phrase, _count(_node(phrase)), _count(everything))
        for phrase in ((typed, *group) if both_ways else (typed,))
    ]


def _check_typed(typed: str, row: int | None) -> None:
    words = words_of(typed)
    if not 1 <= len(words) <= MAX_TYPED_WORDS:
        raise ValidationError(f"Give one to {MAX_TYPED_WORDS} words: longer texts are hardly ever typed the same way.")
    if STOP_WORDS.issuperset(words):
        raise ValidationError(f"“{typed}” is a little word that searches leave out. Give a word that says something.")
    ways = set(spellings(typed))
    for other in Synonym.objects.exclude(pk=row) if row else Synonym.objects.all():
        if ways & set(spellings(other.typed)):
            raise ValidationError(f"There is a row for “{other.typed}” already. Add your words to that one.")


def _check_also(typed: str, also: str) -> None:
    given = phrases(also)
    if not given:
        raise ValidationError("Give at least one word or phrase that is searched as well.")
    seen: set[Words] = set(spellings(typed))
    for phrase in given:
        words = words_of(phrase)
        if not 1 <= len(words) <= MAX_ALSO_WORDS:
            raise ValidationError(
                f"“{phrase}” has {len(words)} words. Give one to {MAX_ALSO_WORDS}, or split it by commas."
            )
        if STOP_WORDS.issuperset(words):
            raise ValidationError(f"“{phrase}” is a little word that searches leave out. Leave it out here too.")
        ways = set(spellings(phrase))
        if ways & seen:
            raise ValidationError(f"“{phrase}” stands in this row twice. Leave one out.")
        seen |= ways


def _too_common(phrase: str) -> str:
    found, whole = _count(_node(phrase)), _count(AllOf(()))
    if found < TOO_COMMON_LEAST or found <= whole * TOO_COMMON_SHARE:
        return ""
    return (
        f"“{phrase}” stands in {found} of {whole} things that can be found, so this row would bring up nearly everything. "
        "Use a narrower word."
    )


def _node(phrase: str) -> Node:
    return AnyOf(tuple(word_node(words) for words in spellings(phrase)))


def _count(node: Node) -> int:
    tree = node if isinstance(node, AllOf) else AllOf((node,))
    return database_engine().find(Question(tree, TIER, (), {}, timezone.now(), limit=1)).total
