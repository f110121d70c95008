"""What the law keeps out of a directory, whoever asks.

Health and Safety Code 1536(b): names and addresses of resource family homes are personal. Penal Code 273.7: publishing
the location of a trafficking or domestic violence shelter without its leave is a misdemeanor.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from portal.vocabulary.models import Term
from resources.models import AddressVisibility

AGENCY = "ffa"
# Codes of placement terms that are a family's home: they stand only on a listing of the agency that approves the homes.
FAMILY_HOMES = frozenset({"resource-family", "tfc-home", "isfc", "tribal-home", "silp"})
ADDRESS_NEVER_SHOWN = frozenset(
    {
        "temporary-shelter",
        "transitional-shelter",
        "youth-homelessness-prevention",
        "crisis-nursery",
        "small-family-home",
        "cse-pilot",
    }
)


def check_may_be_listed(types: Iterable[Term], address_visibility: str) -> None:
    """Refuses (ValidationError) a family's home, and a shelter or small home whose address anyone could see."""
    codes = {term.code for term in types}
    if codes & FAMILY_HOMES and AGENCY not in codes:
        raise ValidationError(
            "A family's home is never listed. List the agency that approves it, with Foster family agency as a type."
        )
    if codes & ADDRESS_NEVER_SHOWN and address_visibility != AddressVisibility.NEVER:
        raise ValidationError(
            "The address of a shelter or a small home is shown to nobody. Set who may see the address to Never."
        )
