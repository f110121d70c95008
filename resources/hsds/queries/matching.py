"""Which listings a question is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from portal.counties.models import County
from resources import access, places
from resources.facets import Facet
from resources.hsds import taxonomies
from resources.hsds.asking import Asked
from resources.hsds.ids import organization_id
from resources.hsds.reader import Reader
from resources.hsds.taxonomies import TermRow
from resources.models import Availability, Listing
from resources.search_documents import KIND
from search import Near, Tier
from search.service import DEEPEST, SearchRequest, find

METERS_OF_A_MILE = 1609.344


def pks(reader: Reader, asked: Asked) -> list[str]:
    """The listings that a reader finds by a question: best first where words are asked for, else in a fixed order.

    Words, terms and places are asked of search, so the directory's page finds the same; at most 10,000 then.
    """
    listings = with_modified(access.of_tier(reader.tier), reader.tier)
    if asked.organization_id:
        listings = listings.filter(operator__in=spellings(reader.tier, [str(asked.organization_id)]))
    if asked.modified_after:
        listings = listings.filter(modified_at__gte=asked.modified_after)  # type: ignore[misc]
    sought = _searched(reader, asked)
    if sought is None:
        return [str(pk) for pk in listings.order_by("pk").values_list("pk", flat=True)]
    if not sought:
        return []
    left = {str(pk) for pk in listings.filter(pk__in=sought).values_list("pk", flat=True)}
    return [pk for pk in (sought if asked.search else sorted(sought)) if pk in left]


def with_modified(listings: QuerySet[Listing], tier: Tier) -> QuerySet[Listing]:
    """Adds `modified_at` by the rule of `mapping.Sight.modified_at`: the public learns of no count and no confirmation."""
    if "availability" not in access.FIELDS[tier]:
        return listings.annotate(modified_at=F("changed_at"))
    counts = Availability.objects.filter(listing=OuterRef("pk")).order_by("-as_of").values("as_of")
    return listings.annotate(
        modified_at=Greatest(
            "changed_at", Coalesce("verified_at", "changed_at"), Coalesce(Subquery(counts[:1]), "changed_at")
        )
    )


def spellings(tier: Tier, organizations: Collection[str]) -> list[str]:
    """How the listings that a tier finds spell the names of organizations, by their identifiers. One SQL query."""
    operators = access.of_tier(tier).order_by().values_list("operator", flat=True).distinct()
    return [name for name in operators if organization_id(name) in organizations]


def _searched(reader: Reader, asked: Asked) -> list[str] | None:
    """The listings that search finds, in its order; None: nothing was asked that search knows of."""
    if not (asked.search or asked.taxonomy_term_id or asked.taxonomy_id or asked.postcode):
        return None
    narrowed = _narrowed(reader.tier, asked)
    if narrowed is None:
        return []
    request = SearchRequest(
        text=asked.search,
        user=reader.user,
        kinds=(KIND,),
        facets=narrowed.facets,
        near=narrowed.near,
        size=DEEPEST,
    )
    found = find(request)
    return [pk for _, pk in (found.keys if found.fitting is None else found.keys[: found.fitting])]


@dataclass(frozen=True)
class _Narrowed:
    facets: Mapping[str, tuple[str, ...]]
    near: Near | None


def _narrowed(tier: Tier, asked: Asked) -> _Narrowed | None:
    """The facets and the place of a question; None: nothing can fit."""
    facets = _facets(tier, asked)
    if facets is None:
        return None
    if not asked.postcode:
        return _Narrowed(facets, None)
    spot = places.spot(asked.postcode, tuple(County.objects.all()))
    if spot is None:
        return None
    if asked.proximity is None:
        return _Narrowed(facets | {"county": (spot.county.slug,)}, None)
    return _Narrowed(facets, Near(spot.latitude, spot.longitude, asked.proximity / METERS_OF_A_MILE))


def _facets(tier: Tier, asked: Asked) -> dict[str, tuple[str, ...]] | None:
    if not (asked.taxonomy_term_id or asked.taxonomy_id):
        return {}
    offered = taxonomies.offered(tier)
    terms = list(taxonomies.terms_of(offered))
    facets: dict[str, tuple[str, ...]] = {}
    taxonomy: Facet | None = None
    if asked.taxonomy_id:
        taxonomy = next((each for each in offered if taxonomies.taxonomy_id(each) == str(asked.taxonomy_id)), None)
        if taxonomy is None:
            return None
        facets |= _only(taxonomy, [row.code for row in terms if row.taxonomy == taxonomy])
    if asked.taxonomy_term_id:
        term = next((row for row in terms if row.id == str(asked.taxonomy_term_id)), None)
        if term is None or _excludes(taxonomy, term):
            return None
        facets |= _only(term.taxonomy, [term.code])
    return facets


def _only(facet: Facet, codes: list[str]) -> dict[str, tuple[str, ...]]:
    """What narrows to these values; types of placements and of services are one facet, so the kind tells them apart."""
    kind = {"kind": (facet.key.removeprefix("type-"),)} if facet.name == "type" else {}
    return {facet.name: tuple(codes), **kind}


def _excludes(taxonomy: Facet | None, term: TermRow) -> bool:
    """A listing has types of one kind alone."""
    return taxonomy is not None and taxonomy.name == term.taxonomy.name and taxonomy != term.taxonomy
