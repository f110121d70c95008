"""The table of fields in docs/directory.md, made from the rules of `resources.access`, so that the page can't differ."""

from __future__ import annotations

from resources.access import CONFIDENTIAL_FIELDS, FIELDS, KEEPER_FIELDS
from search import Tier

START = "<!-- made by manage.py listing_fields_table: start -->"
END = "<!-- made by manage.py listing_fields_table: end -->"
WORDS = {
    "name": "Name",
    "kind": "Placement or service",
    "types": "Types",
    "operator": "Who runs it",
    "county": "County that it is in",
    "counties_served": "Counties served, or the whole state",
    "description": "Description",
    "city": "City, never nearer",
    "ages": "Ages",
    "populations": "For whom",
    "languages": "Languages",
    "access": "Ways in: walk in, referral, day and night…",
    "phone": "Phone",
    "website": "Website",
    "availability": "Counts of open beds or places, waiting list, how fresh",
    "needs": "Needs that it can meet",
    "trafficking": "Sex or labor trafficking that it knows",
    "accepts_out_of_county": "Accepts youth from other counties",
    "hours": "Hours",
    "email": "E-mail",
    "security": "Locked or unlocked",
    "funding": "Funding that it accepts",
    "contracts_with": "Contracts or agreements with counties",
    "license": "License: type, number, status, how many, looked up when",
    "training_evidence": "Evidence of training on exploitation, and when",
    "verified_at": "When its owner confirmed it",
    "referral_steps": "How to refer",
    "presumptive_transfer": "Note on presumptive transfer",
    "address": "Address",
    "internal_note": "Note among keepers",
}
# The address follows a switch of its own, and keepers see whatever there is.
_BY_SWITCH = "by its own switch"


def as_markdown() -> str:
    """Each field, and who sees it of an open and of a confidential listing; in Markdown, ending with a newline."""
    lines = [
        _row("", "Public", "Members", "Placing roles", "Members, confidential", "Placing, confidential", "Its keepers"),
        _row(*("---" for _ in range(7))),
        *(_row(words, *_cells(field)) for field, words in WORDS.items()),
    ]
    return "\n".join(lines) + "\n"


def _cells(field: str) -> list[str]:
    columns = [*FIELDS.values(), CONFIDENTIAL_FIELDS[Tier.MEMBER], CONFIDENTIAL_FIELDS[Tier.PLACING]]
    if field == "address":
        return [*(_BY_SWITCH for _ in range(3)), "", _BY_SWITCH, "yes"]
    return ["yes" if field in fields else "" for fields in [*columns, KEEPER_FIELDS]]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
