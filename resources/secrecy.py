"""What the law keeps out of a directory, whoever asks.

Health and Safety Code 1536(b): names and addresses of resource family homes are personal. Penal Code 273.7: publishing
the location of a trafficking or domestic violence shelter without its leave is a misdemeanor.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.vocabulary.models import Term
from resources.models import AddressVisibility

AGENCY = "ffa"
# Codes of placement terms that are a family's home: they stand only on a listing of the agency that approves the homes.
FAMILY_HOMES = frozenset({"resource-family", "tfc-home", "isfc", "tribal-home", "silp"})
# Shelters and small homes: nobody sees where they are unless they have said in writing that it may be shown.
ADDRESS_NEEDS_RELEASE = frozenset(
    {
        "temporary-shelter",
        "transitional-shelter",
        "youth-homelessness-prevention",
        "crisis-nursery",
        "small-family-home",
        "enhanced-behavioral-supports",
        "cse-pilot",
    }
)


def check_may_be_listed(
    types: Iterable[Term], address_visibility: str, released_at: datetime.date | None = None
) -> None:
    """Refuses (ValidationError) a family's home, and the address of a shelter or small home that nobody released.

    `released_at`: the day on which the provider allowed in writing that the address is shown.
    """
    codes = {term.code for term in types}
    if codes & FAMILY_HOMES and AGENCY not in codes:
        raise ValidationError(
            "A family's home is never listed. List the agency that approves it, with Foster family agency as a type."
        )
    if released_at and released_at > timezone.localdate():
        raise ValidationError("The release of the address lies in the future. Give the day on which it was signed.")
    is_shown = address_visibility != AddressVisibility.NEVER
    if codes & ADDRESS_NEEDS_RELEASE and is_shown and released_at is None:
        raise ValidationError(
            "The address of a shelter or a small home is shown to nobody. Set who may see the address to Never, "
            "or record who released it and when."
        )
