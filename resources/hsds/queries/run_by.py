"""Organizations: whoever runs a listing that the reader finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from uuid import UUID

from resources import access, rows
from resources.hsds import mapping
from resources.hsds.asking import Asked
from resources.hsds.ids import organization_id
from resources.hsds.mapping.sight import Object
from resources.hsds.queries.found import Found
from resources.hsds.queries.listed import sight
from resources.hsds.queries.matching import pks, spellings
from resources.hsds.reader import Reader
from resources.models import Listing
from search import Tier


def organizations(reader: Reader, asked: Asked) -> Found:
    """Those with a listing that the question finds: in brief, or whole (`full`, `full_service`)."""
    written: dict[str, list[str]] = defaultdict(list)
    for operator in _operators(reader, asked):
        written[organization_id(operator)].append(operator)
    keys = list(written) if asked.search else sorted(written)
    if asked.full or asked.full_service:
        return Found(keys, partial(_whole, reader.tier, asked.full_service))
    return Found(
        keys, lambda some: [mapping.organization_in_brief(min(written[key])) for key in some if key in written]
    )


def organization(reader: Reader, pk: UUID, asked: Asked) -> Object | None:
    """A whole organization; None: the reader finds nothing that it runs."""
    return next(iter(_whole(reader.tier, asked.full_service, [str(pk)])), None)


def _operators(reader: Reader, asked: Asked) -> list[str]:
    """Each spelling once, those of the best listings first."""
    found = access.of_tier(reader.tier)
    if not (asked.search or asked.taxonomy_term_id or asked.taxonomy_id):
        return list(found.order_by().values_list("operator", flat=True).distinct())
    keys = pks(reader, asked)
    by_listing = {str(pk): operator for pk, operator in found.filter(pk__in=keys).values_list("pk", "operator")}
    return list(dict.fromkeys(by_listing[key] for key in keys if key in by_listing))


def _whole(tier: Tier, full_services: bool, keys: Sequence[str]) -> list[Object]:
    """Each with all its listings that the tier finds, whichever of them the question was about."""
    listings: dict[str, list[Listing]] = defaultdict(list)
    for row in rows.complete(access.of_tier(tier).filter(operator__in=spellings(tier, keys)).order_by("pk")):
        listings[organization_id(row.operator)].append(row)
    seen = sight(tier)
    return [
        mapping.organization(
            min(each.operator for each in listings[key]), listings[key], seen, full_services=full_services
        )
        for key in keys
        if key in listings
    ]
