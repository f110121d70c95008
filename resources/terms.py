"""Which words of the vocabulary a listing may carry, and which of them a form offers today."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.vocabulary.models import Scheme, Term
from resources.models import Kind, Listing

# The schemes of each field of a listing that holds terms.
SCHEMES: dict[str, tuple[Scheme, ...]] = {
    "types": (Scheme.PLACEMENT, Scheme.SERVICE),
    "populations": (Scheme.POPULATION,),
    "needs": (Scheme.NEED,),
    "trafficking": (Scheme.TRAFFICKING,),
    "languages": (Scheme.LANGUAGE,),
    "access": (Scheme.ACCESS,),
    "funding": (Scheme.FUNDING,),
}
TYPES_OF = {Kind.PLACEMENT: Scheme.PLACEMENT, Kind.SERVICE: Scheme.SERVICE}


def offered(field: str, listing: Listing | None = None) -> QuerySet[Term]:
    """The terms that a form offers for a field: those in force today, and what this listing has had since before."""
    terms = Term.objects.filter(scheme__in=SCHEMES[field])
    current = Q(pk__in=terms.current().values("pk"))
    return terms.filter(current | Q(pk__in=_held(field, listing)))


def check_offered(field: str, terms: Iterable[Term], listing: Listing) -> None:
    """Refuses (ValidationError) a term of another field, of the other kind, or one that has ended and is new here."""
    schemes = (TYPES_OF[Kind(listing.kind)],) if field == "types" else SCHEMES[field]
    today, held = timezone.localdate(), set(_held(field, listing))
    for term in terms:
        if term.scheme not in schemes:
            raise ValidationError(
                f"“{term}” doesn't belong here. Choose among what is offered for this kind of listing."
            )
        in_force = (term.valid_from or today) <= today <= (term.valid_to or today)
        if not in_force and term.pk not in held:
            raise ValidationError(f"“{term}” is not in use today. Choose another.")


def _held(field: str, listing: Listing | None) -> list[int]:
    if listing is None or listing._state.adding:
        return []
    return list(getattr(listing, field).values_list("pk", flat=True))
