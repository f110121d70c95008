"""A listing as a service."""

from __future__ import annotations

from resources import freshness
from resources.hsds.ids import organization_id, uuid_of
from resources.hsds.mapping import attributes
from resources.hsds.mapping.operators import organization_in_brief
from resources.hsds.mapping.places import place, service_areas
from resources.hsds.mapping.sight import Object, Sight, known, moment
from resources.models import Kind, Listing
from resources.queries.cards import ages

# ISO 639-1 where it has the language, else ISO 639-3.
LANGUAGE_CODES = {
    "english": "en",
    "spanish": "es",
    "chinese-mandarin": "cmn",
    "chinese-cantonese": "yue",
    "vietnamese": "vi",
    "tagalog": "tl",
    "korean": "ko",
    "armenian": "hy",
    "persian": "fa",
    "arabic": "ar",
    "russian": "ru",
    "hmong": "hmn",
    "khmer": "km",
    "punjabi": "pa",
    "portuguese": "pt",
    "mixteco": "mix",
    "asl": "ase",
}


def service_in_brief(listing: Listing, sight: Sight) -> Object:
    """The fields that have one value, as lists show them, with the organization's own."""
    fields = sight.fields(listing)

    def text(name: str) -> str:
        return getattr(listing, name) if name in fields else ""

    return {
        "id": str(listing.pk),
        "organization_id": organization_id(listing.operator),
        "name": listing.name,
        "status": "active",
        "last_modified": moment(sight.modified_at(listing)),
        "organization": organization_in_brief(listing.operator),
        **known(
            description=text("description"),
            url=text("website"),
            email=text("email"),
            application_process=text("referral_steps"),
            eligibility_description=_eligibility(listing, fields),
            minimum_age=listing.minimum_age if "ages" in fields else None,
            maximum_age=listing.maximum_age if "ages" in fields else None,
            assured_date=attributes.day_of(listing.verified_at)
            if listing.verified_at and "verified_at" in fields
            else "",
            licenses=_license(listing) if "license" in fields else "",
        ),
    }


def service(listing: Listing, sight: Sight, *, with_places: bool = True) -> Object:
    """The whole service with everything that hangs on it; `with_places=False` inside a service at a location."""
    fields = sight.fields(listing)
    return service_in_brief(listing, sight) | known(
        phones=_phones(listing) if "phone" in fields else [],
        schedules=_schedules(listing) if "hours" in fields else [],
        service_areas=service_areas(listing),
        service_at_locations=[place(listing, sight)] if with_places else [],
        languages=_languages(listing) if "languages" in fields else [],
        funding=_funding(listing) if "funding" in fields else [],
        capacities=_capacities(listing, sight) if "availability" in fields else [],
        attributes=attributes.of_service(listing, sight),
    )


def _eligibility(listing: Listing, fields: frozenset[str]) -> str:
    parts = [f"Ages {said}" if (said := ages(listing)) and "ages" in fields else ""]
    if "populations" in fields:
        parts.append(", ".join(term.label for term in listing.populations.all()))
    return ". ".join(filter(None, parts))


def _license(listing: Listing) -> str:
    number = f"number {listing.license_number}" if listing.license_number else ""
    return ", ".join(filter(None, [listing.license_type, number]))


def _own(listing: Listing, kind: str, part: object = "") -> Object:
    return {"id": uuid_of(kind, listing.pk, part), "service_id": str(listing.pk)}


def _phones(listing: Listing) -> list[Object]:
    return [_own(listing, "phone") | {"number": listing.phone, "type": "voice"}] if listing.phone else []


def _schedules(listing: Listing) -> list[Object]:
    return [_own(listing, "schedule") | {"description": listing.hours}] if listing.hours else []


def _languages(listing: Listing) -> list[Object]:
    return [
        _own(listing, "language", term.code) | {"name": term.label} | known(code=LANGUAGE_CODES.get(term.code))
        for term in listing.languages.all()
    ]


def _funding(listing: Listing) -> list[Object]:
    return [_own(listing, "funding", term.code) | {"source": term.label} for term in listing.funding.all()]


def _capacities(listing: Listing, sight: Sight) -> list[Object]:
    """Counts that are still believed and have numbers; what is stale is not known, so nothing is said of it here."""
    lines = freshness.said(listing, listing.last_counts, sight.now, sight.clocks)
    unit = "Bed" if listing.kind == Kind.PLACEMENT else "Place"
    made = []
    for line, count in zip(lines, listing.last_counts, strict=False):
        if line.available is not None:
            own = _own(listing, "capacity", line.population)
            made.append(
                own
                | {
                    "unit": {"id": uuid_of("unit", unit), "name": unit},
                    "available": line.available,
                    "maximum": line.total,
                    "description": line.whom or "Everyone whom it serves",
                    "updated": moment(count.as_of),
                }
                | known(attributes=attributes.of_population("service_capacity", own["id"], count))
            )
    return made
