"""The lists of the API and their items: one table for addresses, views and OpenAPI."""

from __future__ import annotations

from dataclasses import dataclass

from resources.hsds.parameters import PARAMETERS, Parameter


@dataclass(frozen=True)
class Endpoint:
    """A list and its items. `brief` and `whole` are the schemas (`resources.hsds.schemas`) of a line and of an item."""

    name: str
    title: str
    brief: str
    whole: str
    of_list: tuple[str, ...]
    of_item: tuple[str, ...] = ()
    is_required: bool = False

    def parameters(self) -> tuple[Parameter, ...]:
        """What the list takes."""
        return tuple(PARAMETERS[name] for name in self.of_list)

    def item_parameters(self) -> tuple[Parameter, ...]:
        """What one item takes."""
        return tuple(PARAMETERS[name] for name in self.of_item)


_PAGING = ("search", "page", "per_page", "format")
_TERMS = ("taxonomy_term_id", "taxonomy_id")

ENDPOINTS = {
    each.name: each
    for each in (
        Endpoint(
            "services",
            "Services",
            "ServiceInBrief",
            "Service",
            (*_PAGING, *_TERMS, "organization_id", "modified_after", "minimal", "full"),
            is_required=True,
        ),
        Endpoint(
            "organizations",
            "Organizations",
            "OrganizationInBrief",
            "Organization",
            (*_PAGING, *_TERMS, "full_service", "full"),
            ("full_service",),
        ),
        Endpoint(
            "service_at_locations",
            "Services at their locations",
            "ServiceAtLocationInBrief",
            "ServiceAtLocation",
            (*_PAGING, *_TERMS, "organization_id", "modified_after", "full", "postcode", "proximity"),
        ),
        Endpoint("taxonomies", "Taxonomies", "Taxonomy", "Taxonomy", _PAGING),
        Endpoint(
            "taxonomy_terms",
            "Terms of taxonomies",
            "TaxonomyTerm",
            "TaxonomyTerm",
            (*_PAGING, "taxonomy_id", "top_only", "parent_id"),
        ),
    )
}
