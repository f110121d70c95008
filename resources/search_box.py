"""What the directory lends to the search box: agencies, counties and terms while somebody types, and its own filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from portal.counties.models import County
from portal.vocabulary.models import Scheme, Term
from resources import access
from resources.asked import Asked
from resources.facets import offered
from resources.queries.sought import seek
from resources.queries.suggestions import suggestions
from search import Suggestion
from search.service import Reading, tier_of
from search.suggestions import is_beginning

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

ALL_OF_THESE = "All of these"


def agencies(user: User | AnonymousUser, words: tuple[str, ...], most: int) -> list[Suggestion]:
    """Who runs listings that the reader finds; leads to all of theirs. Two SQL queries, three for the public."""
    tier = tier_of(user)
    listings = access.of_tier(tier)
    if "operator" not in access.CONFIDENTIAL_FIELDS[tier]:
        listings = listings.filter(is_confidential=False)
    names = listings.exclude(operator="").values_list("operator", flat=True).order_by("operator").distinct()
    return [Suggestion(name, _address(Asked(_quoted(name)))) for name in names if is_beginning(words, name)][:most]


def counties(user: User | AnonymousUser, words: tuple[str, ...], most: int) -> list[Suggestion]:
    """Counties by name, then by seat; leads to what is there or serves it. One SQL query."""
    everywhere = list(County.objects.all())
    by_name = {county: "" for county in everywhere if is_beginning(words, str(county))}
    by_seat = {
        county: f"where {county.seat} is"
        for county in everywhere
        if county not in by_name and is_beginning(words, county.seat)
    }
    return [
        Suggestion(str(county), _address(Asked(chosen=(("county", county.slug),))), hint)
        for county, hint in list((by_name | by_seat).items())[:most]
    ]


def terms(user: User | AnonymousUser, words: tuple[str, ...], most: int) -> list[Suggestion]:
    """Terms in force by which the reader may narrow. Two SQL queries."""
    facets = {facet.values: facet for facet in reversed(offered(tier_of(user))) if isinstance(facet.values, Scheme)}
    found = [term for term in Term.objects.current().filter(scheme__in=facets) if is_beginning(words, term.label)]
    return [
        Suggestion(
            term.label,
            _address(Asked(chosen=((facets[Scheme(term.scheme)].name, term.code),))),
            facets[Scheme(term.scheme)].label,
        )
        for term in found[:most]
    ]


def reading_links(user: User | AnonymousUser, typed: str, readings: Sequence[Reading]) -> list[Suggestion]:
    """The directory with each reading as a filter in place of its words, and with all of them where there are several.

    Only those by which the reader may narrow. Three SQL queries, two for nobody.
    """
    found = suggestions(seek(user, Asked(typed), {}), readings)
    if found is None:
        return []
    links = [Suggestion(each.label, _address(each.take)) for each in found.each]
    return [*links, Suggestion(ALL_OF_THESE, _address(found.take_all))] if len(links) > 1 else links


def _quoted(name: str) -> str:
    """A phrase for the search, which has no way to write a quotation mark inside one."""
    plain = " ".join(name.replace('"', " ").split())
    return f'"{plain}"'


def _address(asked: Asked) -> str:
    return f"{reverse('resources:directory')}?{asked.address()}"
