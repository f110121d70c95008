"""What the directory's filters send."""

from __future__ import annotations

from django.http import QueryDict

from resources.models import Kind
from resources.queries import Asked
from search.pages import page_number

KINDS = [(kind.value, f"{kind.label}s") for kind in Kind]


def asked_in(address: QueryDict) -> Asked:
    """The search that an address asks for. Unknown values stay as they are, and find nothing."""
    return Asked(
        text=_plain(address.get("q", "")),
        county=_plain(address.get("county", "")),
        kind=_plain(address.get("kind", "")),
        open_only=address.get("open") == "1",
        page=page_number(address.get("page")),
    )


def address_of(asked: Asked) -> dict[str, str]:
    """The address's parts for a search, without its page: what links to other pages carry along."""
    parts = {"q": asked.text, "county": asked.county, "kind": asked.kind, "open": "1" if asked.open_only else ""}
    return {name: value for name, value in parts.items() if value}


def _plain(text: str) -> str:
    return text.replace("\0", "")
