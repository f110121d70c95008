"""What the directory lends to the search box: agencies, counties and terms while somebody types, and its own filters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from portal.counties.models import County
from portal.vocabulary.models import Scheme, Term
from resources import access
from search import Suggestion
from search.service import Reading, tier_of
from search.suggestions import is_beginning

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

# The facet of the directory that each scheme's terms are codes of, and the field of a listing that it tells of.
FACETS = {
    Scheme.PLACEMENT: ("type", "types"),
    Scheme.SERVICE: ("type", "types"),
    Scheme.NEED: ("need", "needs"),
    Scheme.POPULATION: ("population", "populations"),
    Scheme.LANGUAGE: ("language", "languages"),
}


def agencies(user: User | AnonymousUser, words: tuple[str, ...], most: int) -> list[Suggestion]:
    """Who runs listings that the reader finds; leads to all of theirs. Two SQL queries."""
    tier = tier_of(user)
    listings = access.of_tier(tier)
    if "operator" not in access.CONFIDENTIAL_FIELDS[tier]:
        listings = listings.filter(is_confidential=False)
    names = listings.exclude(operator="").values_list("operator", flat=True).order_by("operator").distinct()
    return [Suggestion(name, _directory(("q", _quoted(name)))) for name in names if is_beginning(words, name)][:most]


def counties(user: User | AnonymousUser, words: tuple[str, ...], most: int) -> list[Suggestion]:
    """Counties by name or seat; leads to what is there or serves it. One SQL query."""
    found = [county for county in County.objects.all() if is_beginning(words, f"{county} {county.seat}")]
    by_name = sorted(found, key=lambda county: not is_beginning(words, str(county)))
    return [Suggestion(str(county), _directory(("county", county.slug))) for county in by_name[:most]]


def terms(user: User | AnonymousUser, words: tuple[str, ...], most: int) -> list[Suggestion]:
    """Terms in force that the reader's tier may narrow by. Two SQL queries."""
    fields = access.FIELDS[tier_of(user)]
    schemes = [scheme for scheme, (_, field) in FACETS.items() if field in fields]
    found = [term for term in Term.objects.current().filter(scheme__in=schemes) if is_beginning(words, term.label)]
    return [
        Suggestion(term.label, _directory((FACETS[Scheme(term.scheme)][0], term.code)), Scheme(term.scheme).label)
        for term in found[:most]
    ]


def reading_address(typed: str, readings: Sequence[Reading]) -> str:
    """The directory with these readings as filters, and the words that are left once theirs are taken out."""
    return _directory(("q", _without(typed, readings)), *((reading.facet, reading.code) for reading in readings))


def _without(typed: str, readings: Sequence[Reading]) -> str:
    for reading in readings:
        typed = re.sub(rf"(?<!\w){re.escape(reading.typed)}(?!\w)", " ", typed, count=1, flags=re.IGNORECASE)
    return " ".join(typed.split())


def _quoted(name: str) -> str:
    """A phrase for the search, which has no way to write a quotation mark inside one."""
    plain = " ".join(name.replace('"', " ").split())
    return f'"{plain}"'


def _directory(*pairs: tuple[str, str]) -> str:
    return f"{reverse('resources:directory')}?{urlencode(list(_filled(pairs)))}"


def _filled(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in pairs if value)
