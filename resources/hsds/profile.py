"""The PACT profile: what its attributes mean. HSDS itself is not changed, so whoever knows no profile reads it too."""

from __future__ import annotations

from typing import Any

from resources.hsds.taxonomies import DESCRIPTIONS, TAXONOMIES

# Link type, the object that it stands on, what it says. Those of taxonomies are added from their table.
ATTRIBUTES = (
    (
        "availability",
        "service",
        "How much room a count tells of, as a term. `label` is a population's code or `everyone`.",
    ),
    ("freshness", "service", "How old that count is, as a term; `label` as above. A stale count is not known."),
    ("counted_at", "service", "When it was counted; `label` as above."),
    ("believed_until", "service", "From this moment on the count is not known; `label` as above."),
    ("waiting_length", "service", "How many young people are on the waiting list; `label` as above."),
    ("waiting_days", "service", "How many days they wait, about; `label` as above."),
    ("population", "service_capacity", "Whom the beds or places are for, as a term; none: everyone whom it serves."),
    ("county", "location", "The county that it is in: `label` its name, `value` its code."),
    ("county", "service_area", "The county that it serves, likewise; the code `statewide` is the whole state."),
    ("city", "location", "The city that it is in, where its address isn't told."),
    ("address", "location", "`redacted`: this reader may not know the address, if there is one."),
    ("confidential", "service", "`yes`: the public doesn't find it. Don't pass it on."),
    ("kept_by", "service", "The county that keeps it right."),
    ("contracts_with", "service", "A county that it has a contract or agreement with."),
    ("presumptive_transfer", "service", "Which county's mental health plan pays, and whom to ask."),
    ("license_type", "service", "The license, as it says itself."),
    ("license_number", "service", "The number of the license."),
    ("license_capacity", "service", "For how many young people it is licensed at most."),
    ("license_checked_on", "service", "The day on which the license was looked up."),
    ("training_evidence", "service", "Evidence of training on commercial sexual exploitation."),
    ("training_on", "service", "The day of the last training."),
)


def document(address: str) -> dict[str, Any]:
    """The profile, which stands at `address`."""
    return {
        "id": address,
        "name": "PACT resource directory",
        "hsds_version": "3.1",
        "description": "HSDS 3.1 without a changed field, enumeration or requirement. What the standard has no field for "
        "stands in attributes, whose link types are listed here.",
        "rules": [
            "An address is left out where the reader may not know it; its location then has the attribute “address”.",
            "No location has coordinates, and distances are measured to the center of its county's people.",
            "A capacity is told only while its count is believed; there is one for each population that was counted.",
            "No object has metadata: the history of a field could tell what is kept from the reader today.",
            "An organization is whoever runs a listing; it is known by its name.",
        ],
        "attributes": [
            *({"link_type": kind, "link_entity": entity, "meaning": said} for kind, entity, said in ATTRIBUTES),
            *(
                {"link_type": each.name, "link_entity": "service", "meaning": DESCRIPTIONS[each.key]}
                for each in TAXONOMIES
                if each.name not in ("availability", "freshness")
            ),
        ],
    }
