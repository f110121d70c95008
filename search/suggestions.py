"""What is offered while somebody types: names of things that the reader's tier finds, and what rooms add to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, F, Q, When, Window
from django.db.models.functions import RowNumber

from search import rooms
from search.contract import Tier, sources
from search.language import MAX_TYPED
from search.models import IndexedDocument
from search.rooms import Suggestion
from search.service import tier_of
from search.synonyms import words_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

MIN_CHARACTERS = 2
MAX_LINES = 8
MAX_WORDS = 6
# Names of one kind that are looked at; more than are shown, because the index may know some that the reader may not see.
CANDIDATES = 24
# The first letters of a title count, and so do those of any word in it, whatever stands before.
BEFORE_A_WORD = (" ", "-", "/", "(", "“", '"', "'", "&")


@dataclass(frozen=True)
class Group:
    """Lines under one heading."""

    label: str
    lines: tuple[Suggestion, ...]


def suggest(user: User | AnonymousUser, typed: str) -> list[Group]:
    """At most eight lines whose names begin, word by word, as what was typed; none for less than two characters.

    Each group gives its first line before any gives its second. Names come from the titles of the reader's tier and are read
    again through the room's access rule.
    """
    words = words_of(typed[:MAX_TYPED])[:MAX_WORDS]
    if sum(len(word) for word in words) < MIN_CHARACTERS:
        return []
    return _in_turns([*_names(user, words), *_of_rooms(user, words)])


def is_beginning(words: Sequence[str], name: str) -> bool:
    """Whether each of these folded words begins a word of the name."""
    return all(any(own.startswith(word) for own in words_of(name)) for word in words)


def _names(user: User | AnonymousUser, words: Sequence[str]) -> list[Group]:
    """Titles, kind by kind. One SQL query for the titles, and for each kind found its own for who may see it."""
    groups: dict[str, list[Suggestion]] = {}
    keys = _titles(tier_of(user), words)
    for kind in [kind for kind in reversed(sources) if kind in keys]:  # rooms above tell of more particular things
        source = sources[kind]
        pks = source.visible_pks(user, keys[kind])[:MAX_LINES]
        lines = [Suggestion(hit.title, hit.url) for hit in source.hits(user, pks)]
        groups.setdefault(rooms.kind_label(kind), []).extend(lines)
    return [Group(label, tuple(lines)) for label, lines in groups.items() if lines]


def _titles(tier: Tier, words: Sequence[str]) -> dict[str, list[str]]:
    """Keys of documents whose title has, for each of the words, one that begins so; kind by kind, the best of each first."""
    documents = IndexedDocument.objects.filter(tier=tier.value)
    for word in words:
        inside = Q(sort_title__startswith=word)
        for mark in BEFORE_A_WORD:
            inside |= Q(sort_title__contains=mark + word)
        documents = documents.filter(inside)
    starts_so = Case(When(sort_title__startswith=words[0], then=0), default=1)
    place = Window(RowNumber(), partition_by=F("kind"), order_by=[starts_so, "sort_title", "object_pk"])
    best = documents.annotate(place=place).filter(place__lte=CANDIDATES).order_by("kind", "place")
    found: dict[str, list[str]] = {}
    for kind, pk in best.values_list("kind", "object_pk"):
        found.setdefault(kind, []).append(pk)
    return found


def _of_rooms(user: User | AnonymousUser, words: tuple[str, ...]) -> list[Group]:
    return [Group(label, tuple(give(user, words, MAX_LINES))) for label, give in rooms.suggesters.items()]


def _in_turns(groups: Sequence[Group]) -> list[Group]:
    """Each group with as many lines as it gets when all take turns until there are eight."""
    turns = sorted((place, at) for at, group in enumerate(groups) for place in range(len(group.lines)))[:MAX_LINES]
    counts = Counter(at for _, at in turns)
    return [Group(group.label, group.lines[: counts[at]]) for at, group in enumerate(groups) if counts[at]]
