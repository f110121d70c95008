"""What a person fills in, before it is a request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cohorts.coordination.models import Request
from portal.counties.models import County, Tag
from portal.vocabulary.models import Term

CHOICES = ("urgency", "age_band", "gender_preference", "trafficking", "legal_status", "funding", "summary", "statewide")
LISTS = (
    "placement_types",
    "needs",
    "services",
    "languages",
    "target_counties",
    "target_cohorts",
    "excluded_counties",
)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The content of a request. Two drafts are equal if they ask the same of the same counties."""

    urgency: int
    age_band: Term
    placement_types: frozenset[Term]
    needs: frozenset[Term] = frozenset()
    services: frozenset[Term] = frozenset()
    languages: frozenset[Term] = frozenset()
    gender_preference: str = ""
    trafficking: Term | None = None
    legal_status: Term | None = None
    funding: Term | None = None
    summary: str = ""
    statewide: bool = False
    target_counties: frozenset[County] = frozenset()
    target_cohorts: frozenset[Tag] = frozenset()
    excluded_counties: frozenset[County] = frozenset()


def draft_of(request: Request) -> Draft:
    """The draft that a stored request was made from."""
    values: dict[str, Any] = {name: getattr(request, name) for name in CHOICES}
    values |= {name: frozenset(getattr(request, name).all()) for name in LISTS}
    return Draft(**values)
