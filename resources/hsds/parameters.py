"""Every parameter of the API: what it means, what it takes, and how it is read. Views and OpenAPI are made from this table."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

MOST_PER_PAGE = 500
USUAL_PER_PAGE = 50
HIGHEST_PAGE = 1_000_000
LONGEST_SEARCH = 500  # as the search page (`search.language.MAX_TYPED`)
FARTHEST = 2_000_000  # meters: California from end to end, and half again
JSON, NDJSON = "json", "ndjson"


class BadParameter(Exception):
    """A parameter that can't be read. The message is a sentence that names it and says what it takes."""


@dataclass(frozen=True)
class Parameter:
    """One parameter. `schema` is what OpenAPI says of it; `read` raises ValueError for a text that it doesn't take."""

    name: str
    description: str
    takes: str
    schema: Mapping[str, Any]
    read: Callable[[str], Any]

    def value_of(self, text: str) -> Any:
        """The value that a text stands for. Refuses with BadParameter, which doesn't repeat the text."""
        try:
            return self.read(text)
        except (ValueError, OverflowError) as error:
            raise BadParameter(f"“{self.name}” takes {self.takes}.") from error


def _text(text: str) -> str:
    if len(text) > LONGEST_SEARCH:
        raise ValueError
    plain = text.encode("utf-8", "ignore").decode()  # JSON can spell halves of letters, which no database takes
    return " ".join(plain.replace("\0", " ").split())


def _number(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= most:
            raise ValueError
        return int(text)

    return read


def _yes_or_no(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()] if text.lower() in ("true", "false") else _refuse()


def _refuse() -> Any:
    raise ValueError


def _id(text: str) -> UUID:
    return UUID(text) if re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text) else _refuse()


def _moment(text: str) -> datetime.datetime:
    """Without an offset it is UTC. A plus that an address turned into a space is read as one; a leap second as the one before."""
    told = re.sub(r" (\d\d:\d\d)$", r"+\1", text.strip().upper())
    told = re.sub(r"(T\d\d:\d\d):60", r"\1:59", told)
    if not re.match(r"\d{4}-\d\d-\d\d(T\d\d:\d\d|$)", told, re.ASCII):
        raise ValueError
    at = datetime.datetime.fromisoformat(told)
    at = at if at.tzinfo else at.replace(tzinfo=datetime.UTC)
    try:
        return at.astimezone(datetime.UTC)
    except OverflowError:  # the first or the last day of the calendar, in another zone
        return datetime.datetime.max.replace(tzinfo=datetime.UTC) if at.year > 1 else _first_moment()


def _first_moment() -> datetime.datetime:
    return datetime.datetime.min.replace(tzinfo=datetime.UTC)


def _format(text: str) -> str:
    return text if text in (JSON, NDJSON) else _refuse()


def _postcode(text: str) -> str:
    return text[:5] if re.fullmatch(r"[0-9]{5}(-[0-9]{4})?", text) else _refuse()


def _meters(text: str) -> float:
    meters = float(text) if re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,6})?", text) else _refuse()
    return meters if meters <= FARTHEST else _refuse()


_BOOLEAN = {"type": "boolean"}
_UUID = {"type": "string", "format": "uuid"}
_IDS = "an identifier, a UUID such as 7f3c9a52-5a0e-4a34-9d0c-2f6d1f0f7c11"
_TRUE = "true or false"

PARAMETERS = {
    each.name: each
    for each in (
        Parameter(
            "search",
            "Words to look for, as on the directory's page: other forms, synonyms and slips of the hand are understood. "
            "Only what fits all of them is returned, best first.",
            f"text of at most {LONGEST_SEARCH} characters",
            {"type": "string", "maxLength": LONGEST_SEARCH},
            _text,
        ),
        Parameter(
            "page",
            "Which page, from 1. A page behind the last one is empty.",
            f"a whole number from 1 to {HIGHEST_PAGE}",
            {"type": "integer", "minimum": 1, "maximum": HIGHEST_PAGE, "default": 1},
            _number(HIGHEST_PAGE),
        ),
        Parameter(
            "per_page",
            "How many a page holds.",
            f"a whole number from 1 to {MOST_PER_PAGE}",
            {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": USUAL_PER_PAGE},
            _number(MOST_PER_PAGE),
        ),
        Parameter(
            "format",
            "`json`, or `ndjson`: everything in one stream, one object a line, without pages.",
            "json or ndjson",
            {"type": "string", "enum": [JSON, NDJSON], "default": JSON},
            _format,
        ),
        Parameter(
            "taxonomy_term_id",
            "Only what has this term, or one below it.",
            _IDS,
            _UUID,
            _id,
        ),
        Parameter(
            "taxonomy_id",
            "Only what has a term of this taxonomy; of terms: only its terms.",
            _IDS,
            _UUID,
            _id,
        ),
        Parameter("organization_id", "Only what this organization runs.", _IDS, _UUID, _id),
        Parameter(
            "modified_after",
            "Only what changed at this moment or later, as `last_modified` tells it; UTC unless it names an offset.",
            "a date or a moment of ISO 8601, such as 2026-01-31 or 2026-01-31T08:00:00Z",
            {"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]},
            _moment,
        ),
        Parameter(
            "minimal",
            "Only `id` and `modified_date` of each, all on one page unless `per_page` is given.",
            _TRUE,
            {**_BOOLEAN, "default": False},
            _yes_or_no,
        ),
        Parameter(
            "full", "Whole objects, with all that belongs to them.", _TRUE, {**_BOOLEAN, "default": False}, _yes_or_no
        ),
        Parameter(
            "full_service",
            "The organization with its services as whole objects.",
            _TRUE,
            {**_BOOLEAN, "default": False},
            _yes_or_no,
        ),
        Parameter(
            "postcode",
            "A ZIP code of California. By itself: only what is in its county or serves it. With `proximity`: the point "
            "from which is measured.",
            "a ZIP code of five digits",
            {"type": "string", "pattern": "^[0-9]{5}(-[0-9]{4})?$"},
            _postcode,
        ),
        Parameter(
            "proximity",
            "How many meters from the center of `postcode` at most, which it needs. Everything lies at the center of its "
            "county's people: nothing nearer is told of any listing.",
            f"meters, a number from 0 to {FARTHEST}",
            {"type": "string", "pattern": r"^[0-9]{1,7}(\.[0-9]{1,6})?$"},
            _meters,
        ),
        Parameter("top_only", "Only terms without a broader term.", _TRUE, {**_BOOLEAN, "default": False}, _yes_or_no),
        Parameter("parent_id", "Only terms right below this one.", _IDS, _UUID, _id),
    )
}
