"""What a page offers to choose from: the values of each facet in words, with the number of listings that each would leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from portal.counties.models import County
from portal.vocabulary.models import Scheme, Term
from resources.facets import FACETS, Facet
from search import UNSTATED, Code

LONG = 20  # values that a reader takes in at a glance, more or less


@dataclass(frozen=True)
class Value:
    """One value of a facet. `depth`: how many broader values stand above it."""

    code: str
    label: str
    depth: int = 0


Labels = Mapping[str, tuple[Value, ...]]  # the values of each group, by its key, in the order of their meaning


@dataclass(frozen=True)
class Choice:
    """A value with the number of listings that it would leave; `is_chosen` ones stay in sight at 0."""

    code: str
    label: str
    depth: int
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Group:
    """One facet as the page offers it."""

    facet: Facet
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> int:
        return sum(choice.is_chosen for choice in self.choices)

    @property
    def is_open(self) -> bool:
        return self.facet.starts_open or self.chosen > 0

    @property
    def is_long(self) -> bool:
        """Whether somebody would rather type a name than look for it."""
        return len(self.choices) > LONG

    @property
    def picked(self) -> str:
        """The chosen value that a list of one choice shows: the first; empty: none."""
        return next((choice.code for choice in self.choices if choice.is_chosen and choice.code != UNSTATED), "")

    @property
    def listed(self) -> list[Choice]:
        """What a list of one choice offers."""
        return [choice for choice in self.choices if choice not in self.beside]

    @property
    def beside(self) -> list[Choice]:
        """What stands beside a list of one choice: other chosen values, and listings that state none."""
        return [
            choice
            for choice in self.choices
            if choice.code == UNSTATED or (choice.is_chosen and choice.code != self.picked)
        ]

    @property
    def name_box(self) -> str:
        return name_box(self.facet)


def labels(counties: Iterable[County]) -> Labels:
    """Every value that can be chosen, ended terms included: an old listing keeps them. One SQL query."""
    schemes = _schemes()
    by_slug = tuple(Value(county.slug, str(county)) for county in counties)
    return {facet.key: _values(facet, schemes, by_slug) for facet in FACETS}


def groups(
    facets: Iterable[Facet], labels: Labels, chosen: Iterable[Code], counts: Mapping[str, Mapping[str, int]]
) -> list[Group]:
    """What the page offers: values that would leave something, and chosen ones; a group without any is left out."""
    chosen = frozenset(chosen)
    made = [
        Group(facet, tuple(_choices(facet, labels[facet.key], chosen, counts.get(facet.name, {})))) for facet in facets
    ]
    return [group for group in made if group.choices]


def name_box(facet: Facet) -> str:
    """The name, in a form, of the box that chooses a value of this facet by its typed name."""
    return f"{facet.key}-named"


def label_of(facets: Iterable[Facet], labels: Labels, code: Code) -> str:
    """A chosen value in words, as it is said away from its group; empty: these facets don't know it."""
    for facet in facets:
        if facet.name != code[0]:
            continue
        if code[1] == UNSTATED and facet.unstated:
            return f"{facet.label}: {facet.unstated[0].lower()}{facet.unstated[1:]}"
        for value in labels[facet.key]:
            if value.code == code[1]:
                return facet.says(value.label)
    return ""


def named(values: Sequence[Value], typed: str) -> list[Value]:
    """The values that a typed name means: the one that is called so, else all that hold it."""
    wanted = typed.casefold()
    same = [value for value in values if wanted in (value.code, value.label.casefold())]
    return same or [value for value in values if wanted in value.label.casefold()]


def _choices(
    facet: Facet, values: Iterable[Value], chosen: frozenset[Code], counts: Mapping[str, int]
) -> Iterator[Choice]:
    unstated = [Value(UNSTATED, facet.unstated)] if facet.unstated else []
    for value in (*values, *unstated):
        count, is_chosen = counts.get(value.code, 0), (facet.name, value.code) in chosen
        if count or is_chosen:
            yield Choice(value.code, value.label, value.depth, count, is_chosen)


def _values(facet: Facet, schemes: Mapping[str, list[Value]], counties: tuple[Value, ...]) -> tuple[Value, ...]:
    if isinstance(facet.values, Scheme):
        return tuple(schemes[facet.values])
    if isinstance(facet.values, Mapping):
        return tuple(Value(code, label) for code, label in facet.values.items())
    return counties


def _schemes() -> dict[str, list[Value]]:
    """The terms of each scheme, each under its broader one."""
    today = timezone.localdate()
    below: dict[tuple[str, int | None], list[Term]] = defaultdict(list)
    for term in Term.objects.filter(scheme__in=[facet.values for facet in FACETS if isinstance(facet.values, Scheme)]):
        below[term.scheme, term.broader_id].append(term)

    def under(scheme: str, broader: int | None, depth: int) -> Iterator[Value]:
        for term in below[scheme, broader]:
            has_ended = term.valid_to is not None and term.valid_to < today
            yield Value(term.code, f"{term.label} (no longer used)" if has_ended else term.label, depth)
            yield from under(scheme, term.pk, depth + 1)

    return {scheme: list(under(scheme, None, 0)) for scheme in {scheme for scheme, _ in below}}
